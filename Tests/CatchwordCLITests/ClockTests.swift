import Foundation
import Testing

/// A machine that is told which day it is, as a clerk meets it (case 43).
@Suite struct ClockTests {
  private let binary: Binary

  init() throws {
    binary = try Binary()
    try binary.found("main")
  }

  private func entries() throws -> [[String: Any]] {
    let result = try binary.run("main", "review", "list", "--json")
    return try #require(result.object["open"] as? [[String: Any]])
  }

  private func today(addingDays days: Int) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "yyyy-MM-dd"
    return format.string(from: Date(timeIntervalSinceNow: Double(days) * 86_400))
  }

  @Test func `a wrong date stands in the queue until the clock agrees`() throws {
    let wrong = try binary.run("main", "today", today(addingDays: -6))
    #expect(wrong.status == 0 && wrong.output.contains("6 days ahead"))
    let entry = try #require(try entries().first)
    #expect(entry["case"] as? Int == 43 && entry["severity"] as? String == "A")
    #expect(entry["about"] as? String == "a clock at MAIN")
    #expect(try binary.run("main", "status").output.contains("by the date that staff said"))
    let right = try binary.run("main", "today", today(addingDays: 0))
    #expect(right.status == 0 && !right.output.contains("days"))
    #expect(try entries().isEmpty)
  }

  @Test func `a date that is none is refused with the form it should have`() throws {
    let refused = try binary.run("main", "today", "2026-13-01")
    #expect(refused.status == 65)
    #expect((refused.output + refused.errors).contains("YYYY-MM-DD"))
  }
}
