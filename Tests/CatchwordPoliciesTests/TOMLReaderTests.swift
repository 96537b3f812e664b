import CatchwordLibrary
import Testing

@testable import CatchwordPolicies

/// A tree as one line, to compare with.
private func text(_ node: TOMLNode) -> String {
  switch node {
  case .text(let text): "\"\(text)\""
  case .integer(let number): "\(number)"
  case .fraction(let number): "~\(number)"
  case .flag(let flag): "\(flag)"
  case .date(let date): "\(date)"
  case .other(let what): "<\(what)>"
  case .list(let list): "[" + list.map(text).joined(separator: ",") + "]"
  case .table(let table): text(table)
  }
}

private func text(_ table: TOMLEntries) -> String {
  "{" + table.keys.map { "\($0):" + (table[$0].map(text) ?? "?") }.joined(separator: ",") + "}"
}

@Suite struct TOMLReaderTests {
  @Test(arguments: [
    ("a = 1\nb.c = 2\nb.d = 3", "{a:1,b:{c:2,d:3}}"),
    ("\"a b\" = 1\n'c.d' = 2\n1 = 3", "{a b:1,c.d:2,1:3}"),
    ("[x]\na = 1\n[x.y]\nb = 2\n[z]", "{x:{a:1,y:{b:2}},z:{}}"),
    ("[x.y]\na = 1\n[x]\nb = 2", "{x:{y:{a:1},b:2}}"),
    ("[[x]]\na = 1\n[x.y]\nb = 2\n[[x]]\n[[x.z]]\n[[x.z]]", "{x:[{a:1,y:{b:2}},{z:[{},{}]}]}"),
    ("a = [1, [2, 3], # no\n 4,\n]", "{a:[1,[2,3],4]}"),
    ("a = { b = 1, c.d = \"e\" }\nf = {}", "{a:{b:1,c:{d:\"e\"}},f:{}}"),
    ("a = 1_000\nb = -7\nc = +3\nd = 0x1F\ne = 0b11\nf = 0", "{a:1000,b:-7,c:3,d:31,e:3,f:0}"),
    ("a = 1.5\nb = -2e3\nc = true", "{a:~1.5,b:~-2000.0,c:true}"),
    ("a = 2026-12-24\nb = 2026-02-30", "{a:2026-12-24,b:<2026-02-30, which is no date>}"),
    (
      "a = 07:30:00\nb = 2026-12-24T07:30:00Z\nc = 2026-12-24 07:30:00",
      "{a:<a time>,b:<a date with a time>,c:<a date with a time>}"
    ),
    ("a = \"t\\tq\\\"u\\u00e9\\U0001F600\\\\\"", "{a:\"t\tq\"u\u{e9}\u{1f600}\\\"}"),
    ("a = 'c:\\no'\nb = \"\"", "{a:\"c:\\no\",b:\"\"}"),
    ("a = \"\"\"\none\ntwo \\\n   three\"\"\"\"\nb = '''x'y'''", "{a:\"one\ntwo three\"\",b:\"x'y\"}"),
    ("# only\r\na = 1 # here\r\n", "{a:1}"),
  ])
  func `TOML is read as its specification says`(source: String, tree: String) {
    let reader = TOMLReader(source)
    #expect(reader.problems.isEmpty, "\(reader.problems)")
    #expect(text(reader.entries) == tree)
  }

  @Test(arguments: [
    "a", "a =", "a = ", "= 1", "a = 1 b = 2", "[a", "[a]]", "[[a]", "[]", "[.a]", "[a.]", "[", "[=]", "[#",
    "a = [1 2]", "a = [1,,2]", "a = {b = 1,}", "a = {b}", "a = { b = 1\n}", "a = \"x", "a = 'x\n'", "a = \"\\q\"",
    "a = \"\\ud800\"", "a = \"\\u12\"", "a = 01", "a = 1__0", "a = _1", "a = 0x", "a = 99999999999999999999",
    "a = yes", "a = 1\na = 2", "a = 1\na.b = 2", "[a]\n[a]", "a.b = 1\n[a]", "[[a]]\n[a]", "[a]\n[[a]]",
    "a = [{}]\n[[a]]", "a = {}\n[a.b]", "a = \"\u{1}\"", "\"\"\"k\"\"\" = 1", "a = \"\"\"", "a = '''\n",
  ])
  func `what is no TOML is refused`(source: String) {
    #expect(!TOMLReader(source).problems.isEmpty)
  }

  @Test func `every key, table and element has its line`() {
    let reader = TOMLReader("a = 1\n\n[[r]]\nx = [\n  1,\n  2,\n]\n[[r]]\ny.z = { k = 3 }\n")
    let lines = { (path: String...) in reader.lines.line(of: path) }
    #expect(lines("a") == 1 && lines("r", "#0") == 3 && lines("r", "#0", "x", "#1") == 6)
    #expect(lines("r", "#1", "y", "z", "k") == 9 && lines("r", "#1", "nothing") == 8)
    #expect(lines("nothing") == nil)
  }
}
