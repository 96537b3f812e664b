import CatchwordTransports
import Testing

@Suite struct PeerAddressTests {
  @Test(arguments: [
    ("http://127.0.0.1:8700", "http://127.0.0.1:8700"), ("http://localhost:1/", "http://localhost:1"),
    ("HTTPS://Main.Example.org", "https://main.example.org:443"),
    ("https://example.org/catchword/", "https://example.org:443/catchword"),
    ("http://[::1]:8700", "http://[::1]:8700"), ("folder:/media/usb", "folder:/media/usb"),
    ("folder:///media/usb", "folder:/media/usb"),
  ]) func `an address is read and written`(text: String, normal: String) throws {
    let address = try PeerAddress(text)
    #expect(address.text == normal)
    #expect(try PeerAddress(normal) == address)
  }

  @Test(arguments: [
    ("http://main:8700", PeerAddressError.plainHTTPOffLoopback(host: "main")),
    ("http://127.0.0.1.example.org", .plainHTTPOffLoopback(host: "127.0.0.1.example.org")),
    ("http://127.1:80", .plainHTTPOffLoopback(host: "127.1")),
    ("http://127.0.0.01:80", .plainHTTPOffLoopback(host: "127.0.0.01")),
    ("http://127.0.0.1@evil.example:80", .holdsCredentials),
    ("https://user:word@main:8700", .holdsCredentials),
    ("s3+https://objects.example/bucket", .notAvailableYet(scheme: "s3+https")),
    ("ftp://main", .unknownScheme("ftp")),
  ]) func `what is unsafe is refused`(text: String, error: PeerAddressError) {
    #expect(throws: error) { try PeerAddress(text) }
  }

  @Test(arguments: [
    "main", "https:main", "https://", "https://a b", "https://main:0", "https://main:99999",
    "https://main:+80", "https://main/?x=1", "https://main/#x", "https://main/../x", "folder:usb",
    "https://ma\u{ed}n", "https://main\\@evil", "folder:/a\0b", "https://[::1", "https://[x]:1",
  ]) func `what is malformed is refused`(text: String) {
    #expect(throws: PeerAddressError.self) { try PeerAddress(text) }
  }
}
