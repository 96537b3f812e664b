import Foundation
import Testing

/// The program as a newcomer and a script meet it.
@Suite struct BinaryTests {
  private let binary: Binary

  init() throws { binary = try Binary() }

  @Test(arguments: [
    "init", "invite", "join", "peer", "peer add", "peer list", "peer remove", "checkout", "checkin", "renew", "scan",
    "undo", "inhouse", "mark", "inventory", "import", "import marc", "import patrons", "import branches", "bib",
    "bib add", "bib show", "bib edit", "bib delete", "bib duplicates", "authority", "authority list", "authority show",
    "authority add", "authority edit", "authority retire", "authority link", "patron duplicates", "item", "item add",
    "item show", "item edit", "patron",
    "patron add",
    "patron show", "search", "show", "why", "shelflist", "review", "review list", "review show", "review resolve",
    "review undo",
    "sync", "serve", "status", "digest", "log", "doctor", "rebuild",
  ])
  func `the help of every verb has an example`(verb: String) throws {
    var words = verb.split(separator: " ").map(String.init)
    words.append("--help")
    let help =
      words.count == 3 ? try binary.run(nil, words[0], words[1], words[2]) : try binary.run(nil, words[0], words[1])
    #expect(help.status == 0)
    #expect(help.output.contains("Example"))
    #expect(help.output.contains("catchword \(verb)"))
  }

  @Test func `what is wrong is named with its remedy, and changes nothing`() throws {
    try binary.found("main")
    let before = try binary.digest("main")
    let unknown = try binary.run("main", "checkout", "21", "99")
    #expect(unknown.status == 65 && unknown.errors.contains("99") && unknown.errors.contains("--unknown"))
    #expect(try binary.run("main", "checkout", "21", "99", "--json").errorCode == "unknown-barcode")
    let date = try binary.run("main", "checkout", "21", "31", "--due", "2026-02-30")
    #expect(date.status == 65 && date.errors.contains("2026-02-30") && date.errors.contains("YYYY-MM-DD"))
    let file = try binary.run("main", "import", "marc", "nowhere.mrc")
    #expect(file.status == 66 && file.errors.contains("nowhere.mrc"))
    let marc = try binary.file("notes.mrc", "just some text")
    #expect(try binary.run("main", "import", "marc", marc, "--json").errorCode == "marc-file-not-marc")
    let profile = try binary.run("main", "import", "marc", marc, "--profile", "evergreen-852")
    #expect(profile.status == 64 && profile.errors.contains("evergreen-852") && profile.errors.contains("koha-952"))
    #expect(try binary.run("main", "mark", "eaten", "31").status == 64)
    #expect(try binary.run("main", "checkout", "--nope").status == 64)
    #expect(try binary.run("main", "frobnicate", "--json").errorCode == "usage")
    #expect(try binary.run("main", "sync").status == 78)
    #expect(try binary.run("elsewhere", "status", "--json").errorCode == "not-a-replica")
    #expect(try binary.run("main", "init", "--branch", "EAST").status == 73)
    #expect(try binary.digest("main") == before)
  }

  @Test func `a day at the desk`() throws {
    try binary.found("main")
    let lent = try binary.run("main", "checkout", "21", "31", "--json", "--staff", "ann")
    #expect(lent.status == 0 && lent.object["schema"] as? String == "catchword.checkout/1")
    let item = try #require((lent.object["items"] as? [[String: Any]])?.first)
    let acknowledged = try #require((item["acknowledged"] as? [[String: Any]])?.first)
    let log = try binary.run("main", "log", "--json", "--limit", "1")
    let commit = try #require((log.object["commits"] as? [[String: Any]])?.first)
    #expect(commit["hash"] as? String == acknowledged["hash"] as? String)
    #expect(commit["staff"] as? String == "ann" && commit["sealed"] as? Bool == false)
    let mixed = try binary.run("main", "checkout", "21", "99", "32")
    #expect(mixed.status == 65 && mixed.output.hasPrefix("ok   The Odyssey") && mixed.errors.contains("99"))
    #expect(try binary.run("main", "undo", "--reason", "mis-scan").status == 0)
    #expect(try binary.run("main", "show", "item", "32", "--json").object["status"] as? String == "available")
    #expect(try binary.run("main", "show", "item", "31", "--json").object["status"] as? String == "on loan")
    let loop = try binary.run(
      "main", "scan", "--json", input: "31\n\ncheckout 21\n32\nnope\n\u{feff} 31 \ndone\n99\n")
    #expect(loop.status == 65)
    let lines = loop.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.contains("\"schema\":\"catchword.scan/1\"") })
    #expect(try binary.run("main", "checkin", "-", input: "31\r\n32\n").output.split(separator: "\n").count == 2)
    #expect(try binary.run("main", "rebuild", "--json").object["equal"] as? Bool == true)
    #expect(try binary.run("main", "doctor").status == 0)
  }

  @Test func `two branches meet over a served line, and strangers do not`() throws {
    try binary.found("main")
    try binary.found("stranger", branch: "FAR")
    try binary.serving("main") { address in
      let invitation = try binary.run("main", "invite", "--at", address, "--for", "EAST")
      let token = try #require(invitation.output.split(separator: "\n").last.map(String.init))
      let joined = try binary.run("east", "join", token, "--branch", "EAST", "--json")
      #expect(joined.status == 0 && joined.object["items"] as? Int == 2)
      #expect(try binary.run("east", "checkout", "21", "31").status == 0)
      let synced = try binary.run("east", "sync", "--json")
      #expect(synced.status == 0)
      let peer = try #require((synced.object["peers"] as? [[String: Any]])?.first)
      #expect(peer["digest_equal"] as? Bool == true && peer["durable"] as? Bool == true)
      #expect(try binary.digest("east") == binary.digest("main"))
      #expect(try binary.run("stranger", "peer", "add", "MAIN", address).status == 0)
      #expect(try binary.run("stranger", "sync", "--json").status == 77)
    }
    let away = try binary.run("east", "sync")
    #expect(away.status == 75 && away.errors.contains("MAIN"))
  }

  @Test func `an item's description changes where it is named`() throws {
    try binary.found("main")
    #expect(try binary.run("main", "item", "edit", "31").status == 64)
    #expect(try binary.run("main", "item", "edit", "31", "--barcode", "").status == 64)
    #expect(try binary.run("main", "item", "edit", "31", "--branch", "NOWHERE").status == 64)
    #expect(try binary.run("main", "item", "edit", "99", "--note", "x").status == 65)
    #expect(try binary.run("main", "item", "edit", "31", "--barcode", "32").status == 65)
    let edited = try binary.run(
      "main", "item", "edit", "31", "--call-number", "FIC HOM", "--note", "signed", "--json")
    #expect(edited.status == 0 && edited.object["schema"] as? String == "catchword.item-edit/1")
    var item = try binary.run("main", "show", "item", "31", "--json").object
    #expect(item["call_number"] as? String == "FIC HOM" && item["notes"] as? [String] == ["signed"])
    #expect(try binary.run("main", "item", "edit", "31", "--note", "").status == 0)
    item = try binary.run("main", "show", "item", "31", "--json").object
    #expect(item["call_number"] as? String == "FIC HOM" && item["notes"] as? [String] == [])
  }

  @Test func `a copied replica says what it is, and goes on`() throws {
    try binary.found("main")
    let place = binary.folder
    try FileManager.default.copyItem(
      at: place.appendingPathComponent("main"), to: place.appendingPathComponent("copy"))
    let status = try binary.run("copy", "status", "--json").object
    let lives = try #require(status["lives"] as? [String])
    #expect(lives.count == 1 && lives[0].contains(place.appendingPathComponent("main").path))
    #expect(try binary.run("copy", "status").output.contains(lives[0]))
    #expect(status["writer"] as? String != (try binary.run("main", "status", "--json").object["writer"] as? String))
    let log = try binary.run("copy", "log", "--limit", "0", "--json").object
    let reissued = try #require(log["reissued"] as? [[String: [String: Any]]])
    #expect(!reissued.isEmpty)
    #expect(reissued.allSatisfy { $0["now"]?["writer"] as? String == status["writer"] as? String })
    #expect(try binary.run("copy", "log").output.contains(" goes on as "))
    #expect(try binary.run("copy", "checkout", "21", "31").status == 0)
    #expect(try binary.run("copy", "doctor").status == 0)
  }

  @Test func `joining while the inviter is away keeps it as a peer`() throws {
    try binary.found("main")
    let invitation = try binary.run("main", "invite", "--at", "http://127.0.0.1:9")
    let token = try #require(invitation.output.split(separator: "\n").last.map(String.init))
    let joined = try binary.run("east", "join", "-", "--branch", "EAST", input: token + "\n")
    #expect(joined.status == 75 && joined.errors.contains("catchword sync MAIN"))
    #expect(try binary.run("east", "peer", "list").output.contains("http://127.0.0.1:9"))
  }

  @Test func `tables come in once, and rows that cannot stand are named`() throws {
    try binary.found("main")
    let branches = try binary.file("b.csv", "code,name,kind\nMAIN,Main,branch\nEAST,East,branch\n")
    #expect(try binary.run("main", "import", "branches", branches, "--json").object["accepted"] as? Int == 2)
    #expect(try binary.run("main", "import", "branches", branches, "--json").object["skipped"] as? Int == 2)
    let patrons = try binary.file(
      "p.csv",
      "card,name,category,branch,birth_date,expiry\n22,Ann,ADULT,EAST,1990-01-31,\n23,Bob,,XPL,,\n"
        + "24,Cy,,EAST,1990-02-30,\n31,Di,,EAST,,\n22,Ann,,EAST,,\n25,Eve\n")
    let before = try binary.digest("main")
    #expect(try binary.run("main", "import", "patrons", patrons, "--dry-run").status == 0)
    #expect(try binary.digest("main") == before)
    let report = try binary.run("main", "import", "patrons", patrons, "--json").object
    #expect(report["read"] as? Int == 6 && report["accepted"] as? Int == 1 && report["rejected"] as? Int == 5)
    let codes = (report["messages"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
    #expect(codes == ["branch-unknown", "not-a-date", "that-is-an-item", "card-repeated", "csv-cell-count"])
    #expect(try binary.run("main", "import", "patrons", patrons, "--json").object["skipped"] as? Int == 1)
  }
}
