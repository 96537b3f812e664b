import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordMARC
import CatchwordServer
import CatchwordStore
import CatchwordTransports
import Testing

@testable import CatchwordCLI

@Suite struct FailureTests {
  private struct Unforeseen: Error {}

  @Test(arguments: [
    (ReplicaError.notAReplica("d") as any Error, CatchwordCLI.ExitStatus.configuration, "not-a-replica"),
    (ReplicaError.alreadyAReplica("d"), .cannotCreate, "already-a-replica"),
    (ReplicaError.badToken("x"), .badData, "bad-token"),
    (ReplicaError.badBranchCode("a b"), .usage, "bad-branch-code"),
    (ReplicaError.noPeers, .configuration, "no-peers"),
    (ReplicaError.unknownPeer("E", known: []), .configuration, "unknown-peer"),
    (ReplicaError.file(path: "p", detail: "full"), .inputOutput, "file"),
    (ReplicaError.inDoubt, .temporary, "in-doubt"),
    (StoreError.outlived(by: WriterID(.zero)), .temporary, "replica-renewed"),
    (ShowError.unknown("item", "3"), .badData, "unknown-item"),
    (ShowError.ambiguous("review entry", "3", []), .badData, "ambiguous-review-entry"),
    (DeskError.unknownBarcode("3"), .badData, "unknown-barcode"),
    (DeskError.notForLoan(title: "T"), .notPermitted, "not-for-loan"),
    (DeskError.reasonMissing, .usage, "reason-missing"),
    (CatalogError.badTag("x"), .badData, "bad-tag"),
    (ReviewError.notResolved, .badData, "not-resolved"),
    (CivilDateError.notADate("x"), .badData, "not-a-date"),
    (ImportError.sourceName("X Y"), .badData, "import-source-name"),
    (CSVError.empty, .badData, "csv-empty"),
    (ReceiveError(code: "fork", sentence: "s"), .protocol, "fork"),
    (TransportError.unreachable(peer: "E", detail: "d"), .temporary, "peer-unreachable"),
    (TransportError.outOfTime(peer: "E"), .temporary, "out-of-time"),
    (TransportError.notPermitted(peer: "E"), .notPermitted, "not-permitted"),
    (TransportError.garbled(peer: "E", detail: "d"), .protocol, "peer-garbled"),
    (TransportError.file(path: "p", detail: "d"), .inputOutput, "file"),
    (MARCError.unreadable(file: "f", reason: "r"), .noInput, "marc-file-unreadable"),
    (MARCError.notMARC(file: "f", looksLike: "text"), .badData, "marc-file-not-marc"),
    (MARCError.converterMissing("x"), .unavailable, "marc-converter-missing"),
    (PeerAddressError.unknownScheme("ftp"), .usage, "address-scheme"),
    (SyncServerError.notLoopback("::"), .notPermitted, "listen-not-loopback"),
    (SyncServerError.cannotListen(address: "a", errno: 98), .unavailable, "listen-failed"),
    (CommandFault.noSuchFile("f", why: "gone"), .noInput, "no-input"),
    (CommandFault.unknownProfile("x"), .usage, "unknown-profile"),
    (Unforeseen(), .bug, "bug"),
  ])
  func `every error has an exit code, a word for scripts and a sentence`(
    error: any Error, status: CatchwordCLI.ExitStatus, code: String
  ) {
    let failure = Failure(error)
    #expect(failure.status == status)
    #expect(failure.code == code)
    #expect(!failure.sentence.isEmpty && !failure.isSilent)
  }

  @Test func `every category has an exit code of its own, as sysexits has them`() {
    let codes = FailureCategory.allCases.map { CatchwordCLI.ExitStatus($0).rawValue }
    #expect(codes == [64, 65, 66, 69, 70, 73, 74, 75, 76, 77, 78])
  }

  @Test func `a mistyped option is usage, and a wish for help is none`() {
    #expect(throws: (any Error).self) { try CatchwordCommand.parseAsRoot(["sync", "--nope"]) }
    do {
      _ = try CatchwordCommand.parseAsRoot(["sync", "--nope"])
    } catch {
      let failure = Failure(error)
      #expect(failure.status == .usage && failure.sentence.contains("--nope"))
      #expect(failure.usage.hasPrefix("Usage: catchword sync"))
    }
    do {
      _ = try CatchwordCommand.parseAsRoot(["sync", "--help"])
    } catch {
      #expect(Failure(error).status == .done)
    }
  }

  @Test func `an error is one object under --json`() {
    let text = JSON.text(FailureShape(Failure(DeskError.unknownBarcode("3/4"))))
    #expect(
      text
        == #"{"error":{"code":"unknown-barcode","text":"Barcode 3/4 is not in this replica; "#
        + #"lend anyway with --unknown."},"schema":"catchword.error/1"}"#)
  }
}

@Suite struct ShapeTests {
  @Test func `what is not known is null, not absent`() {
    let shape = ScanShape(barcode: "3", refused: Failure(DeskError.emptyScan))
    let text = JSON.text(LoopLineShape(mode: "checkin", shape))
    #expect(
      text
        == #"{"acknowledged":[],"barcode":"3","due":null,"error":{"code":"empty-scan","text":"Nothing was "#
        + #"scanned; scan again."},"fact":null,"lines":["Nothing was scanned; scan again."],"loan":null,"#
        + #""mode":"checkin","schema":"catchword.scan/1","signal":"refused","title":null}"#)
    #expect(shape.text(hasColours: false) == "NO   Nothing was scanned; scan again.")
    #expect(shape.text(hasColours: true).hasPrefix("\u{1b}[1;31mNO"))
  }

  @Test func `a peer that was not reached has all its members`() {
    let text = JSON.text(PeerResultShape(PeerResult(peer: "E")))
    #expect(
      text
        == #"{"clock_offset_seconds":null,"digest_equal":null,"durable":false,"error":null,"#
        + #""handed_back_commits":0,"life":null,"name":"E","ok":true,"#
        + #""received":{"bytes":0,"commits":0,"segments":0},"refused":[],"round_trips":0,"seconds":0,"#
        + #""sent":{"bytes":0,"commits":0,"segments":0},"unsent_commits":0}"#)
  }

  @Test func `an import's totals and messages are all there`() {
    var totals = ImportTotals()
    (totals.read, totals.accepted, totals.rejected) = (2, 1, 1)
    let message = ImportMessageShape(
      file: "f.mrc", record: 2, controlNumber: nil, field: "245", severity: "rejected", code: "c", text: "t")
    let text = JSON.text(ImportShape(totals, isDryRun: true, [message]))
    #expect(
      text
        == #"{"accepted":1,"acknowledged":[],"authorities":0,"bibs":0,"dry_run":true,"items":0,"messages":[{"code":"c","control_number":null,"#
        + #""field":"245","file":"f.mrc","record":2,"severity":"rejected","text":"t"}],"read":2,"rejected":1,"#
        + #""schema":"catchword.import/1","skipped":0,"warned":0}"#)
    #expect(ImportText.line(message, unit: "record") == "f.mrc: record 2 245: t")
  }
}
