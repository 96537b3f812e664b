import Catchword
import CatchwordCore
import CatchwordLibrary

// Records as scripts read them. Ids and numbers of the ILS are strings, times RFC 3339.

struct LoanShape: Encodable {
  let id: String
  @OrNull var item: String?
  @OrNull var barcode: String?
  let title: String
  /// The patron's record id, which says nothing by itself.
  @OrNull var patron: String?
  let branch: String
  let started: String
  @OrNull var due: String?
  let renewals: Int64
  let standing: String
  @OrNull var closedAt: String?
  @OrNull var closedHow: String?

  enum CodingKeys: String, CodingKey {
    case id
    case item
    case barcode
    case title
    case patron
    case branch
    case started
    case due
    case renewals
    case standing
    case closedAt = "closed_at"
    case closedHow = "closed_how"
  }

  init(_ card: LoanCard) {
    id = card.id.description
    item = card.item?.description
    barcode = card.barcode
    title = card.title
    patron = card.patron?.description
    branch = card.branch
    started = Moment.text(card.started)
    due = card.due?.description
    renewals = card.renewals
    standing = card.standing
    closedAt = card.closedAt.map(Moment.text)
    closedHow = card.closedHow
  }
}

struct ItemShape: Encodable {
  struct Custody: Encodable {
    let kind: String
    @OrNull var branch: String?
    @OrNull var from: String?
    @OrNull var loan: String?
    @OrNull var since: String?
  }

  let id: String
  @OrNull var bib: String?
  @OrNull var barcode: String?
  let title: String
  @OrNull var callNumber: String?
  @OrNull var enumeration: String?
  @OrNull var itemType: String?
  @OrNull var owningBranch: String?
  @OrNull var shelvingLocation: String?
  let status: String
  let custody: Custody
  let eligibility: String
  let claims: [String]
  @OrNull var loan: LoanShape?
  let notes: [String]
  @OrNull var parts: String?
  let usesInHouse: Int64

  enum CodingKeys: String, CodingKey {
    case id
    case bib
    case barcode
    case title
    case callNumber = "call_number"
    case enumeration
    case itemType = "item_type"
    case owningBranch = "owning_branch"
    case shelvingLocation = "shelving_location"
    case status
    case custody
    case eligibility
    case claims
    case loan
    case notes
    case parts
    case usesInHouse = "uses_in_house"
  }

  init(_ card: ItemCard) {
    id = card.id.description
    bib = card.bib?.description
    barcode = card.barcode
    title = card.title
    callNumber = card.callNumber
    enumeration = card.enumeration
    itemType = card.itemType
    owningBranch = card.owningBranch
    shelvingLocation = card.shelvingLocation
    status = card.status
    custody = Custody(
      kind: card.custody, branch: card.custodyBranch, from: card.custodyFrom,
      loan: card.loan?.id.description, since: card.since.map(Moment.text))
    eligibility = card.eligibility
    claims = card.claims
    loan = card.loan.map(LoanShape.init)
    notes = card.notes
    parts = card.parts
    usesInHouse = card.usesInHouse
  }
}

struct BibShape: Encodable {
  struct Field: Encodable {
    let id: String
    let tag: String
    /// As cataloguers write it, with $ before each subfield's code.
    let content: String
    let alternates: [String]
    /// What is shown of it: its authority's heading, if it names one.
    let shown: String
    @OrNull var authority: String?
  }

  let id: String
  let title: String
  let author: String
  @OrNull var year: Int64?
  let status: String
  @OrNull var controlNumber: String?
  @OrNull var leader: String?
  let fields: [Field]
  let items: [ItemShape]
  @OrNull var mergedInto: String?
  let merged: [String]

  enum CodingKeys: String, CodingKey {
    case id
    case title
    case author
    case year
    case status
    case controlNumber = "control_number"
    case leader
    case fields
    case items
    case mergedInto = "merged_into"
    case merged
  }

  init(_ card: BibCard) {
    id = card.id.description
    title = card.title
    author = card.author
    year = card.year
    status = card.status
    controlNumber = card.controlNumber
    leader = card.leader
    fields = card.fields.map { field in
      Field(
        id: field.id.description, tag: field.tag, content: DollarForm.text(field.content),
        alternates: field.alternates.map(DollarForm.text), shown: DollarForm.text(field.shown),
        authority: field.authority?.description)
    }
    items = card.items.map(ItemShape.init)
    mergedInto = card.mergedInto?.description
    merged = card.merged.map(\.description)
  }
}

struct PatronShape: Encodable {
  let id: String
  let card: String
  let name: String
  let category: String
  let branch: String
  @OrNull var expiry: String?
  let loans: [LoanShape]
  @OrNull var mergedInto: String?
  let merged: [String]
  let retired: Bool
  let provisional: Bool
  @OrNull var guardian: String?
  let wards: [String]
  @OrNull var note: String?

  enum CodingKeys: String, CodingKey {
    case id
    case card
    case name
    case category
    case branch
    case expiry
    case loans
    case mergedInto = "merged_into"
    case merged
    case retired
    case provisional
    case guardian
    case wards
    case note
  }

  init(_ card: PatronCard) {
    id = card.id.description
    self.card = card.card
    name = card.name
    category = card.category
    branch = card.branch
    expiry = card.expiry?.description
    loans = card.loans.map(LoanShape.init)
    mergedInto = card.mergedInto?.description
    merged = card.merged.map(\.description)
    retired = card.isRetired
    provisional = card.isProvisional
    wards = card.wards
    guardian = card.guardian
    note = card.note
  }
}

/// A shape with the schema that every answer begins with.
struct Answer<Body: Encodable>: Encodable {
  private let schema: String
  private let body: Body

  init(_ verb: String, _ body: Body) {
    schema = "catchword.\(verb)/1"
    self.body = body
  }

  private enum Key: String, CodingKey { case schema }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(schema, forKey: .schema)
    try body.encode(to: encoder)
  }
}
