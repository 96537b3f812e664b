import Catchword
import CatchwordCore
import CatchwordLibrary

struct HoldShape: Encodable {
  let id: String
  let bib: String
  let title: String
  @OrNull var item: String?
  @OrNull var part: String?
  let reader: String
  let pickup: String
  let placed: String
  @OrNull var position: Int64?
  let standing: String
  @OrNull var server: String?
  @OrNull var shelved: String?
  @OrNull var expiry: String?
  @OrNull var until: String?

  init(_ card: HoldCard) {
    id = card.id.description
    bib = card.bib.description
    title = card.title
    item = card.item?.description
    part = card.part
    reader = card.reader
    pickup = card.pickup
    placed = Moment.text(card.placed)
    position = card.position
    standing = card.standing.rawValue
    server = card.server
    shelved = card.shelved.map(Moment.text)
    expiry = card.expiry?.description
    until = card.until?.description
  }
}

struct HoldsShape: Encodable {
  let schema = "catchword.hold-list/1"
  let holds: [HoldShape]
}

struct PullShape: Encodable {
  struct Entry: Encodable {
    let hold: HoldShape
    let item: ItemShape
  }

  let schema = "catchword.hold-pull/1"
  let items: [Entry]
}

struct ClearShape: Encodable {
  struct Entry: Encodable {
    let reason: String
    let item: ItemShape
  }

  let schema = "catchword.hold-clear/1"
  let items: [Entry]
}
