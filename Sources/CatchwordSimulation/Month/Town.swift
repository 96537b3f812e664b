import CatchwordLibrary

/// Where a book truly is, whatever anybody believes.
enum Whereabouts: Hashable, Sendable {
  case shelf(Site)
  /// Behind the desk, for a reader who was told, or will be.
  case holdShelf(Site)
  /// Handed in through the slot, and not yet scanned.
  case box(Site, day: Int64)
  /// On its way, or to be.
  case crate(from: Site, to: Site, day: Int64)
  case reader(Int)
  /// Put aside until somebody looks at it.
  case office(Site, day: Int64)
  /// Under a bed, or in the river.
  case gone
}

struct Book: Sendable {
  let barcode: String
  let title: Int
  let home: Site
  var place: Whereabouts
  /// The slip in it: to be fetched there by somebody.
  var slip: Site?
  /// The reader for whom it stands on the hold shelf.
  var keptFor: Int?
  /// The last date that its borrower was told; nil where nobody scanned it out.
  var due: CivilDate?
  /// Whether somebody scanned the last thing that became of it.
  var isScanned = true
  /// How often staff looked for it on the shelf in vain.
  var misses = 0
  var isDamaged = false
  /// Whether its borrower was charged for its loss.
  var isBilled = false
}

struct Reader: Sendable {
  let card: String
  let home: Site
  /// Indices of books, in the order in which they were taken.
  var books: [Int] = []
  /// By title: where it will be fetched.
  var wishes: [Int: Site] = [:]
  /// For late returns, by the slips; what was paid is gone.
  var owes: Int64 = 0
  /// Books that this reader has lost and not yet told of.
  var lost: [Int] = []
  /// What staff have charged for a loss and was not paid.
  var billed: Int64 = 0
  /// Whether something was billed and came back: who can reckon that pays what the desk says.
  var trustsTheDesk = false
}

/// The truth: every book is at one place, every reader is one person.
struct Town: Sendable {
  var books: [Book] = []
  var readers: [Reader] = []

  /// Books that stand on the shelf at a site, ascending.
  func shelf(at site: Site) -> [Int] { books.indices.filter { books[$0].place == .shelf(site) } }

  mutating func lend(_ book: Int, to reader: Int) {
    books[book].place = .reader(reader)
    books[book].slip = nil
    books[book].keptFor = nil
    readers[reader].books.append(book)
  }

  mutating func take(_ book: Int, from reader: Int) {
    readers[reader].books.removeAll { $0 == book }
  }

  /// 1. A book is with a reader exactly if the reader has it, and has it once.
  /// 2. A crate goes from one site to another.
  /// 3. Only what stands on a hold shelf is kept for somebody.
  /// 4. Nobody owes less than nothing.
  func checkInvariants() {
    for (index, reader) in readers.enumerated() {
      precondition(Set(reader.books).count == reader.books.count, "\(reader.card) has a book twice")
      for book in reader.books {
        precondition(
          books[book].place == .reader(index), "\(books[book].barcode) is not with \(reader.card)")
      }
      precondition(reader.owes >= 0 && reader.billed >= 0, "\(reader.card) owes less than nothing")
    }
    for (index, book) in books.enumerated() {
      switch book.place {
      case .reader(let reader):
        precondition(
          readers[reader].books.contains(index), "\(readers[reader].card) lacks \(book.barcode)")
      case .crate(let from, let to, _):
        precondition(from != to, "\(book.barcode) travels from \(from.name) to itself")
      default: break
      }
      if book.keptFor != nil, case .holdShelf = book.place { continue }
      precondition(book.keptFor == nil, "\(book.barcode) is kept for somebody and not shelved")
    }
  }
}
