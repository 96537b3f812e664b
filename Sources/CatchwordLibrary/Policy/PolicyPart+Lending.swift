import CatchwordCore

extension LendingTerms: PolicyPart {
  func append(to writer: inout ByteWriter) {
    switch period {
    case .notForLoan: writer.append(byte: 0)
    case .days(let days):
      writer.append(byte: 1)
      writer.append(signed: days)
    case .term: writer.append(byte: 2)
    }
    writer.append(parts: termEnds)
    writer.append(optional: renewals)
    writer.append(optional: renewalDays)
    writer.append(flag: isRemoteRenewalAllowed)
    writer.append(signed: graceDays)
    writer.append(signed: finePerDay)
    writer.append(optional: fineCap)
    writer.append(optional: replacementFee)
    writer.append(signed: processingFee)
    writer.append(flag: areHoldsAllowed)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self.init(.notForLoan)
    case 1: self.init(.days(try reader.signed()))
    case 2: self.init(.term)
    default: throw .overlong(at: start)
    }
    termEnds = try reader.parts(CivilDate.self, maximum: PolicyLimits.dates)
    renewals = try reader.optional()
    renewalDays = try reader.optional()
    isRemoteRenewalAllowed = try reader.flag()
    graceDays = try reader.signed()
    finePerDay = try reader.signed()
    fineCap = try reader.optional()
    replacementFee = try reader.optional()
    processingFee = try reader.signed()
    areHoldsAllowed = try reader.flag()
  }

  func canonical() -> LendingTerms {
    var terms = self
    terms.termEnds = Set(termEnds).sorted()
    return terms
  }
}

extension LendingRule: PolicyPart {
  func append(to writer: inout ByteWriter) {
    writer.append(parts: branches)
    writer.append(parts: categories)
    writer.append(parts: itemTypes)
    terms.append(to: &writer)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    let codes = PolicyLimits.codes
    let branches = try reader.parts(ExactText.self, maximum: codes)
    let categories = try reader.parts(ExactText.self, maximum: codes)
    let itemTypes = try reader.parts(ExactText.self, maximum: codes)
    self.init(
      categories: categories, itemTypes: itemTypes, branches: branches,
      try LendingTerms(from: &reader))
  }

  func canonical() -> LendingRule {
    LendingRule(
      categories: Set(categories).sorted(), itemTypes: Set(itemTypes).sorted(),
      branches: Set(branches).sorted(), terms.canonical())
  }
}

extension PatronLimits.OfTypes: PolicyPart {
  func append(to writer: inout ByteWriter) {
    writer.append(parts: itemTypes)
    writer.append(signed: loans)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init(
      try reader.parts(ExactText.self, maximum: PolicyLimits.codes), loans: try reader.signed())
  }
}

extension PatronLimits: PolicyPart {
  func append(to writer: inout ByteWriter) {
    writer.append(optional: loans)
    writer.append(parts: loansOfTypes)
    writer.append(optional: holds)
    writer.append(optional: owed)
    writer.append(optional: overdues)
    writer.append(flag: isStoppedByExpiry)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init()
    loans = try reader.optional()
    loansOfTypes = try reader.parts(OfTypes.self, maximum: PolicyLimits.codes)
    holds = try reader.optional()
    owed = try reader.optional()
    overdues = try reader.optional()
    isStoppedByExpiry = try reader.flag()
  }

  func canonical() -> PatronLimits {
    var limits = self
    limits.loansOfTypes = loansOfTypes.map { OfTypes(Set($0.itemTypes).sorted(), loans: $0.loans) }
      .inOrder()
    return limits
  }
}

extension PatronCategory: PolicyPart {
  func append(to writer: inout ByteWriter) {
    code.append(to: &writer)
    writer.append(signed: sort.rawValue)
    writer.append(flag: paysFines)
    limits.append(to: &writer)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    let code = try ExactText(from: &reader)
    let start = reader.position
    guard let sort = Sort(rawValue: try reader.signed()) else { throw .overlong(at: start) }
    let paysFines = try reader.flag()
    self.init(code, try PatronLimits(from: &reader))
    self.sort = sort
    self.paysFines = paysFines
  }

  func canonical() -> PatronCategory {
    var category = self
    category.limits = limits.canonical()
    return category
  }
}

extension PolicyBranch: PolicyPart {
  func append(to writer: inout ByteWriter) {
    code.append(to: &writer)
    writer.append(signed: sort.rawValue)
    writer.append(flag: parent != nil)
    parent?.append(to: &writer)
    writer.append(flag: hours != nil)
    if let hours {
      writer.append(varint: UInt64(hours.count))
      for spans in hours { writer.append(parts: spans) }
    }
    writer.append(parts: visits)
    writer.append(parts: closures)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init(try ExactText(from: &reader))
    let start = reader.position
    guard let sort = Sort(rawValue: try reader.signed()) else { throw .overlong(at: start) }
    self.sort = sort
    parent = try reader.flag() ? try ExactText(from: &reader) : nil
    if try reader.flag() {
      var days: [[OpenSpan]] = []
      for _ in 0..<(try reader.count(maximum: 7)) {
        days.append(try reader.parts(OpenSpan.self, maximum: PolicyLimits.spans))
      }
      hours = days
    }
    visits = try reader.parts(CivilDate.self, maximum: PolicyLimits.dates)
    closures = try reader.parts(PolicyClosure.self, maximum: PolicyLimits.dates)
  }

  func canonical() -> PolicyBranch {
    var branch = self
    branch.visits = Set(visits).sorted()
    branch.hours = hours?.map { $0.sorted { ($0.from, $0.to) < ($1.from, $1.to) } }
    branch.closures = closures.inOrder()
    return branch
  }
}
