import CatchwordCore
import CatchwordWire

/// The segments of `Protocol/Vectors`, each there for one thing that a reader can get wrong.
enum SegmentCases {
  typealias L = Library

  static let all: [(name: String, segment: Segment)] = [
    ("smallest", smallest), ("every-action", everyAction), ("every-type", everyType),
    ("nulls", nulls), ("spaces", spaces), ("keeps", keeps), ("confidential", confidential),
    ("patrons", patrons), ("circulation-day", circulationDay), ("clocks", clocks),
    ("extremes", extremes), ("newer-schema", newerSchema),
  ]

  static let smallest = L.segment(.catalog, [L.commit(1, [])])

  static let everyAction = L.segment(
    .catalog,
    [
      L.commit(
        1,
        [
          Operation(.write, kind: L.item, record: L.own(1), values: [FieldValue(1, .text("Emma"))]),
          Operation(.add, kind: L.item, record: L.own(1), values: [FieldValue(5, .text("novel"))]),
        ], staff: "ana"),
      L.commit(2, [], staff: "ana"),
      L.commit(
        3,
        [
          Operation(.remove, kind: L.item, record: L.own(1), values: [FieldValue(5, .text("novel"))]),
          Operation(.increment, kind: L.item, record: L.own(1), values: [FieldValue(6, .integer(-2))]),
          Operation(.delete, kind: L.item, record: L.own(1)),
          Operation(.write, kind: L.item, record: L.own(2)),
        ], sequence: 9, staff: "bo"),
    ])

  static let everyType = L.segment(
    .catalog,
    [
      L.commit(
        4,
        [
          Operation(
            .write, kind: L.item, record: L.sourced(70),
            values: [
              FieldValue(1, .text("Pnin — \u{65}\u{301} \u{e9} \"x\"")), FieldValue(2, .integer(3)),
              FieldValue(3, .bytes([0, 255, 10])), FieldValue(4, .record(L.own(12))),
            ]),
          Operation(
            .write, kind: L.item, record: L.sourced(71),
            values: [
              FieldValue(1, .text("")), FieldValue(2, .integer(-3)), FieldValue(3, .bytes([])),
              FieldValue(4, .record(L.sourced(70))),
            ]),
        ], sequence: 40, staff: "ana")
    ])

  static let nulls = L.segment(
    .catalog,
    [
      L.commit(
        1,
        (0..<11).map { index in
          Operation(
            .write, kind: L.item, record: L.own(Int64(index)),
            values: [
              FieldValue(1, index % 3 == 0 ? .null : .text("t\(index)")),
              FieldValue(2, index == 5 ? .integer(5) : .null), FieldValue(3, .null),
            ])
        })
    ])

  static let spaces = L.segment(
    .catalog,
    (1...6).map { (number: Int64) -> Commit in
      let id: RecordID =
        switch number % 3 {
        case 0: L.own(number * 5)
        case 1: L.sourced(number * 1_000, "koha:b.c_d-e:item")
        default: RecordID(space: .writer(L.others[1].writer), number: number)
        }
      return L.commit(
        number,
        [Operation(.write, kind: L.item, record: id, values: [FieldValue(4, .record(L.sourced(number)))])])
    })

  static let keeps = L.segment(
    .catalog,
    [
      L.commit(
        1,
        [
          Operation(.write, kind: L.item, record: L.own(1), values: [FieldValue(2, .integer(1))]),
          Operation(
            .write, kind: L.item, record: L.own(1), values: [FieldValue(2, .integer(2))],
            keeps: [
              Dot(writer: L.others[0].writer, number: 7), Dot(writer: L.writer, number: 1),
              Dot(writer: L.others[0].writer, number: 9),
            ]),
        ])
    ],
    context: Context([
      LogID(writer: L.others[0].writer, lane: .catalog): Head(number: 9, hash: 0xfeed_0000_0000_0001),
      LogID(writer: L.others[0].writer, lane: .members): Head(number: 1, hash: 3),
      LogID(writer: L.others[1].writer, lane: .circulation): Head(number: 300, hash: UInt64.max),
    ]))

  static let confidential = L.segment(
    .circulation,
    (1...3).map { (number: Int64) -> Commit in
      L.commit(
        number,
        [
          Operation(
            .fact, kind: L.loan, record: L.own(100 + number),
            values: [
              FieldValue(1, .integer(1)), FieldValue(2, .record(L.sourced(40 - number))),
              FieldValue(4, .record(L.sourced(1 << 49 | number, "koha:valley:patron"))),
            ])
        ], staff: "ana")
    })

  static let patrons = L.segment(
    .patrons,
    [
      L.commit(
        1,
        [
          Operation(
            .write, kind: L.patron, record: L.own(5),
            values: [FieldValue(1, .text("Ada Test")), FieldValue(2, .integer(-9_000))])
        ])
    ])

  /// Large enough that planes, tables, dictionaries and digits all pay.
  static let circulationDay: Segment = {
    var random = SeededGenerator(seed: 5)
    var wall: Int64 = 1_760_000_000
    let commits = (1...400).map { number -> Commit in
      wall += Int64(random.number(1...9))
      let isLoan = random.once(in: 2)
      var values = [
        FieldValue(1, .integer(isLoan ? 1 : 2)),
        FieldValue(2, .record(L.sourced(Int64(random.number(1...70_000))))),
        FieldValue(3, .text("312010000\(random.number(10_000...99_999))")),
        FieldValue(5, .integer(wall)),
        FieldValue(6, .integer(isLoan ? wall + 1_814_400 : 0)),
      ]
      if isLoan { values.append(FieldValue(4, .record(L.sourced(Int64(random.number(1...999)), "p")))) }
      if random.once(in: 5) {
        values.append(FieldValue(7, .text(random.element(of: ["torn", "damp", "late", "café"]))))
      }
      let clock = ClockReading(
        wallSeconds: wall, boot: 4, monotonicMilliseconds: (wall - 1_759_990_000) * 1_000)
      return Commit(
        number: Int64(number), sequence: Int64(number + number / 50), clock: clock,
        staff: random.element(of: ["ana", "bo", ""]),
        operations: [
          Operation(.fact, kind: L.loan, record: L.own(Int64(number)), values: values)
        ])
    }
    return L.segment(.circulation, commits, offset: ClockOffset(seconds: -86_400, source: .handshake))
  }()

  /// A clock that stood in 1970, then jumped, and a second boot.
  private static let readings: [(Int64, Int64, Int64)] = [(0, 1, 0), (-5, 1, 61_000), (1_000, 2, 3)]

  static let clocks = Segment(
    log: LogID(writer: L.writer, lane: .catalog), schemaVersion: 1, previous: .none,
    context: Context(), offset: ClockOffset(seconds: 1_759_999_000, source: .bucket),
    commits: readings.enumerated().map { index, reading in
      Commit(
        number: Int64(index + 1), sequence: Int64(index * 2 + 1),
        clock: ClockReading(
          wallSeconds: reading.0, boot: reading.1, monotonicMilliseconds: reading.2),
        staff: "", operations: [])
    })

  static let extremes = L.segment(
    .catalog,
    [
      L.commit(
        1,
        [Int64.min, Int64.max, 0, -1, Int64.min + 1].map { value in
          Operation(
            .write, kind: L.item, record: L.own(RecordID.maximumNumber),
            values: [FieldValue(2, .integer(value)), FieldValue(1, .text("999999999999999999"))])
        })
    ])

  /// Kinds and fields that the reader's schema does not know.
  static let newerSchema = Segment(
    log: LogID(writer: L.writer, lane: .circulation), schemaVersion: 7, previous: .none,
    context: Context(), offset: .unmeasured,
    commits: [
      L.commit(
        1,
        [
          Operation(
            .fact, kind: L.loan, record: L.own(1),
            values: [FieldValue(1, .integer(1)), FieldValue(63, .text("new"))]),
          Operation(.write, kind: 1_023, record: L.own(2), values: [FieldValue(1, .bytes([1]))]),
        ])
    ])
}
