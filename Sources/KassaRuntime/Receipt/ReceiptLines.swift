/// The lines of a receipt in the order of their ids, with their sum kept.
///
/// A value whose copies share all but the chunk that changes: a step keeps the receipt as it was
/// before, and a long receipt is not copied for that.
package struct ReceiptLines: Hashable, Sendable {
  /// None is empty; the ids ascend within and across them.
  private(set) var chunks: [[Line]] = []
  package private(set) var count = 0
  /// What the lines cost together, in kopecks.
  private(set) var sum: Int64 = 0
  /// How many of them the store's prices take something off.
  private(set) var cutCount = 0

  /// Copying a chunk and copying the list of chunks cost about the same at 10,000 lines.
  private static let chunkMax = 64

  /// So that sums stay far from overflow whatever the prices: 2^14 lines of at most 2^48 kopecks.
  static let countMax = 16_384

  /// - Precondition: the id of `line` is above all that are here.
  mutating func append(_ line: Line) {
    precondition(last.map { $0.id < line.id } ?? true, "ids of lines ascend")
    if let last = chunks.indices.last, chunks[last].count < Self.chunkMax {
      chunks[last].append(line)
    } else {
      chunks.append([line])
    }
    count += 1
    sum += line.sum.kopecks
    cutCount += line.cuts == nil ? 0 : 1
  }

  /// The place of the line of that id; nil where there is none.
  func index(of id: Int) -> Index? {
    guard let chunk = chunks.lastIndex(where: { $0[0].id <= id }),
      let offset = chunks[chunk].firstIndex(where: { $0.id == id })
    else { return nil }
    return Index(chunk: chunk, offset: offset)
  }

  /// Which line it is, from 0; nil where there is none.
  func place(of id: Int) -> Int? {
    guard let index = index(of: id) else { return nil }
    return chunks[..<index.chunk].reduce(index.offset) { $0 + $1.count }
  }

  /// - Precondition: `line` has the id of the one it takes the place of.
  mutating func replace(at index: Index, with line: Line) {
    precondition(self[index].id == line.id, "a line keeps its id")
    sum += line.sum.kopecks - self[index].sum.kopecks
    cutCount += (line.cuts == nil ? 0 : 1) - (self[index].cuts == nil ? 0 : 1)
    chunks[index.chunk][index.offset] = line
  }

  mutating func remove(at index: Index) {
    let removed = chunks[index.chunk].remove(at: index.offset)
    if chunks[index.chunk].isEmpty { chunks.remove(at: index.chunk) }
    count -= 1
    sum -= removed.sum.kopecks
    cutCount -= removed.cuts == nil ? 0 : 1
  }

  // Where the chunks end says how the lines came about, not what they are.
  package static func == (left: ReceiptLines, right: ReceiptLines) -> Bool {
    guard left.count == right.count, left.sum == right.sum else { return false }
    return left.chunks == right.chunks || left.elementsEqual(right)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for line in self { hasher.combine(line) }
  }
}

extension ReceiptLines: BidirectionalCollection {
  package struct Index: Comparable {
    fileprivate let chunk: Int
    fileprivate let offset: Int

    package static func < (left: Index, right: Index) -> Bool {
      (left.chunk, left.offset) < (right.chunk, right.offset)
    }
  }

  package var startIndex: Index { Index(chunk: 0, offset: 0) }
  package var endIndex: Index { Index(chunk: chunks.count, offset: 0) }

  package func index(after index: Index) -> Index {
    let next = index.offset + 1
    return next < chunks[index.chunk].count
      ? Index(chunk: index.chunk, offset: next) : Index(chunk: index.chunk + 1, offset: 0)
  }

  package func index(before index: Index) -> Index {
    index.offset > 0
      ? Index(chunk: index.chunk, offset: index.offset - 1)
      : Index(chunk: index.chunk - 1, offset: chunks[index.chunk - 1].count - 1)
  }

  package subscript(index: Index) -> Line { chunks[index.chunk][index.offset] }
}

extension ReceiptLines: Codable {
  /// Nil where they are too many or too dear, their ids do not ascend, or more is taken off one than it
  /// costs.
  fileprivate init?(_ lines: [Line]) {
    self.init()
    let ascend = zip(lines, lines.dropFirst()).allSatisfy { $0.id < $1.id }
    let cost = lines.allSatisfy { $0.discountAmount >= .zero && $0.discountAmount <= $0.gross }
    guard ascend, cost, lines.count <= Self.countMax else { return nil }
    for line in lines { append(line) }
    guard sum <= Money.kopecksMax else { return nil }
  }

  /// - Throws: for lines that no receipt could have.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let lines = Self(try container.decode([Line].self)) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "at most \(Self.countMax) lines with ascending ids were expected, "
          + "within the limit of a receipt")
    }
    self = lines
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Array(self))
  }
}

extension ReceiptLines: JSONCoded {
  package func write(to json: inout JSONWriter) { json.list(self) }

  package init(json: JSONNode) throws {
    guard let lines = Self(try json.list()) else { throw JSONMismatch.refused }
    self = lines
  }
}
