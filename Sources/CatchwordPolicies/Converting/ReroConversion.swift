import CatchwordLibrary
import FoundationEssentials

extension PolicyConversion {
  /// Files of RERO ILS that say something of lending.
  package static let reroFiles = [
    "organisations.json", "libraries.json", "patron_types.json", "item_types.json",
    "circulation_policies.json",
  ]

  /// Reads an export of RERO ILS. Its organisations become systems of one network; codes that two
  /// organisations share are told apart by the organisation's code before them.
  ///
  /// - Parameter files: texts by the names in `reroFiles`, all of them.
  package static func rero(
    _ files: [String: String], name: String
  ) throws(ConversionError) -> PolicyConversion {
    var conversion = ReroConversion(
      organisations: try decode([ReroShape.Organisation].self, "organisations.json", files),
      libraries: try decode([ReroShape.Library].self, "libraries.json", files),
      patronTypes: try decode([ReroShape.PatronType].self, "patron_types.json", files),
      itemTypes: try decode([ReroShape.ItemType].self, "item_types.json", files),
      policies: try decode([ReroShape.CirculationPolicy].self, "circulation_policies.json", files))
    conversion.run(name: name)
    return conversion.conversion
  }

  private static func decode<Shape: Decodable>(
    _ shape: Shape.Type, _ name: String, _ files: [String: String]
  ) throws(ConversionError) -> Shape {
    guard let text = files[name] else { throw .tableMissing(name) }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do { return try decoder.decode(shape, from: Data(text.utf8)) } catch {
      throw .unreadable(name, why: "\(error)")
    }
  }
}

/// Just what we read of RERO's records.
enum ReroShape {
  struct Reference: Decodable {
    let reference: String

    private enum CodingKeys: String, CodingKey { case reference = "$ref" }

    /// The number at the end of the address.
    var pid: String { reference.split(separator: "/").last.map(String.init) ?? "" }
  }

  struct Organisation: Decodable {
    let pid: String
    let code: String
    let defaultCurrency: String?
  }

  struct ItemType: Decodable {
    let pid: String
    let name: String
    let organisation: Reference
  }

  struct Hours: Decodable {
    let startTime: String
    let endTime: String
  }

  struct Library: Decodable {
    struct Day: Decodable {
      let day: String
      let isOpen: Bool
      let times: [Hours]?
    }

    struct Exception: Decodable {
      struct Repeat: Decodable {
        let interval: Int64?
        let period: String
      }

      let title: String?
      let isOpen: Bool
      let startDate: String
      let endDate: String?
      let times: [Hours]?
      let `repeat`: Repeat?
    }

    let pid: String
    let code: String
    let organisation: Reference
    let openingHours: [Day]?
    let exceptionDates: [Exception]?
  }

  struct PatronType: Decodable {
    struct Loans: Decodable {
      let globalLimit: Int64?
      let libraryLimit: Int64?
    }

    struct Overdue: Decodable { let defaultValue: Int64? }

    struct Limits: Decodable {
      let checkoutLimits: Loans?
      let requestLimits: Loans?
      let overdueItemsLimits: Overdue?
      let unpaidSubscription: Bool?
    }

    let pid: String
    let name: String
    let organisation: Reference
    let limits: Limits?
    let subscriptionAmount: Int64?
  }

  struct CirculationPolicy: Decodable {
    struct Setting: Decodable {
      let patronType: Reference
      let itemType: Reference
    }

    struct Reminder: Decodable { let feeAmount: Double? }

    let pid: String
    let name: String
    let organisation: Reference
    let checkoutDuration: Int64?
    let numberRenewals: Int64?
    let renewalDuration: Int64?
    let automaticRenewal: Bool?
    let allowRequests: Bool?
    let pickupHoldDuration: Int64?
    let reminders: [Reminder]?
    let isDefault: Bool?
    let libraries: [Reference]?
    let settings: [Setting]?
  }
}

/// One run over RERO's records.
struct ReroConversion {
  private let organisations: [ReroShape.Organisation]
  private let libraries: [ReroShape.Library]
  private let patronTypes: [ReroShape.PatronType]
  private let itemTypes: [ReroShape.ItemType]
  private let policies: [ReroShape.CirculationPolicy]
  private(set) var conversion = PolicyConversion(.standard)
  private var systems: [String: ExactText] = [:]
  private var branches: [String: ExactText] = [:]
  private var categories: [String: ExactText] = [:]
  private var types: [String: ExactText] = [:]

  init(
    organisations: [ReroShape.Organisation], libraries: [ReroShape.Library],
    patronTypes: [ReroShape.PatronType], itemTypes: [ReroShape.ItemType],
    policies: [ReroShape.CirculationPolicy]
  ) {
    self.organisations = organisations
    self.libraries = libraries
    self.patronTypes = patronTypes
    self.itemTypes = itemTypes
    self.policies = policies
  }

  mutating func run(name: String) {
    conversion.change { $0.name = ExactText(name) }
    readOrganisations()
    readLibraries()
    readPatronTypes()
    for type in itemTypes {
      let code = code(type.name, of: type.organisation, among: itemTypes.map(\.name))
      types[type.pid] = code
      conversion.change { $0.itemTypes.append(code) }
      conversion.take("item_types", type.pid)
    }
    let shelf = policies.compactMap(\.pickupHoldDuration).first
    if let shelf { conversion.change { $0.holds.shelfDays = shelf } }
    // What names a patron and an item is read before what holds for the rest.
    for policy in policies { read(policy, shelf: shelf) }
    conversion.finish()
  }

  /// The name, with its organisation before it where another has the same.
  private func code(
    _ name: String, of organisation: ReroShape.Reference, among names: [String]
  ) -> ExactText {
    guard names.count(where: { ExactText($0) == ExactText(name) }) > 1,
      let system = systems[organisation.pid]
    else { return ExactText(name) }
    return ExactText("\(system) \(name)")
  }

  private mutating func readOrganisations() {
    let currencies = Set(organisations.compactMap(\.defaultCurrency)).sorted()
    if let code = organisations.compactMap(\.defaultCurrency).first {
      conversion.change {
        $0.currency = Currency(
          code: ExactText(code), digits: CurrencyCodes.digits(of: code) ?? 2)
      }
    }
    if currencies.count > 1 {
      conversion.remark(
        "The organisations have \(currencies.joined(separator: ", ")); a policy has one currency. No "
          + "amount was taken over, so nothing is wrong yet.")
    }
    for organisation in organisations {
      var branch = PolicyBranch(ExactText(organisation.code))
      branch.sort = .system
      systems[organisation.pid] = branch.code
      conversion.change { $0.branches.append(branch) }
      conversion.take("organisations", organisation.pid)
    }
  }

  private mutating func readLibraries() {
    var used = Set(conversion.policy.branches.map(\.code))
    for library in libraries {
      var remarks: [String] = []
      var branch = PolicyBranch(ExactText(library.code))
      if !used.insert(branch.code).inserted {
        branch.code = ExactText("\(library.code)-\(library.pid)")
        used.insert(branch.code)
        remarks.append("code \(library.code) stands twice; this one is \(branch.code)")
      }
      branches[library.pid] = branch.code
      branch.parent = systems[library.organisation.pid]
      if let days = library.openingHours {
        branch.hours = PolicyReader.weekdays.map { weekday in
          days.first { $0.day.hasPrefix(weekday) && $0.isOpen }?.times?.compactMap { hours in
            PolicyReader.span("\(hours.startTime)-\(hours.endTime)")
          } ?? []
        }
      } else {
        remarks.append("it has no hours and counts as open every day")
      }
      for (index, exception) in (library.exceptionDates ?? []).enumerated() {
        read(exception, "\(library.pid)/\(index + 1)", into: &branch)
      }
      conversion.change { $0.branches.append(branch) }
      pending.append((library.pid, remarks))
    }
    for (pid, remarks) in pending { conversion.take("libraries", pid, remarks) }
    pending = []
  }

  /// Libraries are told after their exceptions, so that each table stands together.
  private var pending: [(String, [String])] = []

  private mutating func read(
    _ exception: ReroShape.Library.Exception, _ key: String, into branch: inout PolicyBranch
  ) {
    let table = "exception_dates"
    guard let first = try? CivilDate(parsing: exception.startDate),
      let last = try? CivilDate(parsing: exception.endDate ?? exception.startDate), first <= last
    else { return conversion.leave(table, key, because: "its dates cannot be read") }
    if let again = exception.repeat, again.period != "yearly" || (again.interval ?? 1) != 1 {
      return conversion.leave(
        table, key, because: "it comes again \(again.period); only yearly days are known here")
    }
    if exception.isOpen {
      guard first == last, exception.repeat == nil else {
        return conversion.leave(table, key, because: "it opens more than one certain day")
      }
      branch.visits.append(first)
      return conversion.take(table, key, ["the hours of that day are not kept"])
    }
    if let times = exception.times, !times.isEmpty {
      return conversion.leave(
        table, key, because: "it closes a part of a day; whole days count")
    }
    let closure = PolicyClosure(
      first: first, last: last, reason: ExactText(exception.title ?? ""),
      isYearly: exception.repeat != nil)
    if let other = branch.closures.first(where: closure.overlaps) {
      return conversion.leave(table, key, because: "closed then already: \(other.reason)")
    }
    branch.closures.append(closure)
    conversion.take(table, key)
  }

  private mutating func readPatronTypes() {
    for type in patronTypes {
      let code = code(type.name, of: type.organisation, among: patronTypes.map(\.name))
      categories[type.pid] = code
      var limits = PatronLimits()
      var remarks: [String] = []
      limits.loans = type.limits?.checkoutLimits?.globalLimit
      limits.holds = type.limits?.requestLimits?.globalLimit
      if let overdue = type.limits?.overdueItemsLimits?.defaultValue {
        limits.overdues = max(0, overdue - 1)
        remarks.append("RERO stops at \(overdue) overdue items, this policy above \(overdue - 1)")
      }
      if type.limits?.checkoutLimits?.libraryLimit != nil {
        remarks.append("limits by library are not known here")
      }
      if type.subscriptionAmount != nil { remarks.append("its subscription is no lending rule") }
      conversion.change { $0.categories.append(PatronCategory(code, limits)) }
      conversion.take("patron_types", type.pid, remarks)
    }
  }

  private mutating func read(_ policy: ReroShape.CirculationPolicy, shelf: Int64?) {
    let table = "circulation_policies"
    guard let system = systems[policy.organisation.pid] else {
      return conversion.leave(table, policy.pid, because: "its organisation is not in the export")
    }
    let places = policy.libraries?.compactMap { branches[$0.pid] } ?? [system]
    let (terms, remarks) = terms(of: policy, shelf: shelf)
    var rules: [LendingRule] = []
    if policy.isDefault == true {
      rules.append(LendingRule(branches: places, terms))
    }
    for setting in policy.settings ?? [] {
      guard let category = categories[setting.patronType.pid],
        let type = types[setting.itemType.pid]
      else { continue }
      if let index = rules.firstIndex(where: { $0.categories == [category] }) {
        rules[index].itemTypes.append(type)
      } else {
        rules.append(
          LendingRule(categories: [category], itemTypes: [type], branches: places, terms))
      }
    }
    guard !rules.isEmpty, !places.isEmpty else {
      return conversion.leave(
        table, policy.pid, because: "it is no default and names no patrons and items")
    }
    let before = conversion.policy
    for rule in rules where !conversion.add(rule) {
      conversion.change { $0 = before }
      return conversion.leave(table, policy.pid, because: "an earlier policy is as specific")
    }
    conversion.take(table, policy.pid, remarks)
  }

  private func terms(
    of policy: ReroShape.CirculationPolicy, shelf: Int64?
  ) -> (LendingTerms, [String]) {
    var remarks: [String] = []
    var terms = LendingTerms(policy.checkoutDuration.map { .days($0) } ?? .notForLoan)
    if policy.checkoutDuration == 0 { remarks.append("0 days is until the same evening") }
    terms.renewals = policy.numberRenewals ?? 0
    terms.renewalDays = policy.renewalDuration
    terms.areHoldsAllowed = policy.allowRequests ?? false
    if policy.automaticRenewal == true {
      remarks.append("loans are not renewed by themselves here")
    }
    if policy.reminders?.contains(where: { ($0.feeAmount ?? 0) > 0 }) == true {
      remarks.append("its fee for a reminder is no fine by the day and is left out")
    }
    if let days = policy.pickupHoldDuration, days != shelf {
      remarks.append("its shelf days differ; a policy has one number of them")
    }
    return (terms, remarks)
  }
}
