import CatchwordCore
import Testing

@testable import Catchword

/// Histories as oracles read them: exact bytes.
@Suite struct HistoryLineTests {
  static let east = WriterID(Word256(1, 2, 3, 4))
  static let main = WriterID(Word256(5, 6, 7, 8))

  static func commit(_ operations: [Operation], staff: String = "") -> LoggedCommit {
    LoggedCommit(
      log: LogID(writer: east, lane: .catalog), run: LogID(writer: east, lane: .catalog),
      commit: Commit(
        number: 3, sequence: 7,
        clock: ClockReading(wallSeconds: 100, boot: 1, monotonicMilliseconds: 0), staff: staff,
        operations: operations),
      hash: .none, time: 160,
      context: Context([LogID(writer: main, lane: .members): Head(number: 2, hash: 9)]),
      isSealed: true)
  }

  @Test func `the network says what is left out`() {
    let whole = HistoryLine.network(domain: "library", minimumTravelSeconds: 1_200, without: [])
    #expect(
      whole.text
        == #"{"type":"network","domain":"library","minimum_travel_seconds":1200}"#)
    let redacted = HistoryLine.network(
      domain: "library", minimumTravelSeconds: 1_200, without: [.patrons])
    #expect(redacted.text.hasSuffix(#","without":["patrons"]}"#))
  }

  @Test func `a commit bears its past, and every form of value`() {
    let operation = Operation(
      .write, kind: 13, record: RecordID(space: .source("koha:item"), number: 4),
      values: [
        FieldValue(1, .record(RecordID(space: .writer(Self.main), number: 5))),
        FieldValue(2, .text("a\"\\\n\u{1f}é")), FieldValue(3, .integer(-9)),
        FieldValue(4, .bytes([0, 255])), FieldValue(5, .null),
      ], keeps: [Dot(writer: Self.main, number: 1)])
    let values =
      #"[[1,{"r":"\#(Self.main).5"}],[2,{"t":"a\"\\\u000a\u001fé"}],[3,{"i":"-9"}],[4,{"x":"00ff"}],[5,null]]"#
    #expect(
      HistoryLine.commit(Self.commit([operation], staff: "ann")).text
        == #"{"type":"commit","writer":"\#(Self.east)","lane":"catalog","number":3,"sequence":7,"#
        + #""time":160,"staff":"ann","seen":{"\#(Self.main)/members":2},"operations":[{"action":"write","#
        + #""kind":13,"record":"koha:item.4","values":\#(values),"keeps":[["\#(Self.main)",1]]}]}"#)
  }

  @Test func `a picture is its host and its lines`() {
    let picture = HistoryLine.picture(host: "MAIN", lines: ["a", "b \"c\""])
    #expect(picture.text == #"{"type":"picture","host":"MAIN","lines":["a","b \"c\""]}"#)
  }
}
