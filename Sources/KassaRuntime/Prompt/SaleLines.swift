extension SaleView {
  /// The lines of a receipt in the order they were added: their ids ascend.
  ///
  /// Copies share what did not change, so the next view of a long receipt costs what changed in it, and so
  /// does to ask what that is.
  public struct Lines: Hashable, Sendable {
    /// None is empty.
    let chunks: [[Line]]
    /// Where each chunk begins.
    private let starts: [Int]
    /// How many there are.
    public let count: Int

    init(chunks: [[Line]]) {
      self.chunks = chunks
      var (starts, count): ([Int], Int) = ([], 0)
      for chunk in chunks {
        starts.append(count)
        count += chunk.count
      }
      (self.starts, self.count) = (starts, count)
    }

    package init(_ lines: [Line]) { self.init(chunks: lines.isEmpty ? [] : [lines]) }

    // Where chunks end says how the lines came about, not what they are.
    public static func == (left: Lines, right: Lines) -> Bool {
      left.count == right.count && (left.chunks == right.chunks || left.elementsEqual(right))
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(count)
      for line in self { hasher.combine(line) }
    }

    /// The line of that id.
    public func line(_ id: Int) -> Line? {
      let after = chunks.partitionPoint { $0[0].id > id }
      guard after > 0 else { return nil }
      return chunks[after - 1].first { $0.id == id }
    }
  }
}

extension SaleView.Lines: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(place: Int) -> SaleView.Line {
    precondition((0..<count).contains(place), "a receipt has no line at \(place)")
    let chunk = starts.partitionPoint { $0 > place } - 1
    return chunks[chunk][place - starts[chunk]]
  }
}

extension SaleView.Lines: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([SaleView.Line].self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Array(self))
  }
}

// MARK: - Changes

extension SaleView.Lines {
  /// What makes other lines of these.
  public struct Changes: Hashable, Sendable {
    /// Lines that are new or differ, whole, in order: a new id's place is by its size.
    public private(set) var changed: [SaleView.Line] = []
    /// The ids of lines that are gone.
    public private(set) var removed: [Int] = []
    /// How many lines it names.
    public var count: Int { changed.count + removed.count }

    fileprivate mutating func change(_ line: SaleView.Line) { changed.append(line) }
    fileprivate mutating func remove(_ line: SaleView.Line) { removed.append(line.id) }
  }

  /// What has changed since `old`.
  public func changes(since old: SaleView.Lines) -> Changes {
    var changes = Changes()
    var (new, before) = (Walk(chunks), Walk(old.chunks))
    while true {
      if let chunk = new.whole, let other = before.whole, chunk == other {
        new.skip()
        before.skip()
        continue
      }
      switch (new.line, before.line) {
      case (nil, nil): return changes
      case (let line?, let other?) where line.id == other.id:
        if line != other { changes.change(line) }
        new.step()
        before.step()
      case (let line?, let other) where other.map({ line.id < $0.id }) ?? true:
        changes.change(line)
        new.step()
      case (_, let other?):
        changes.remove(other)
        before.step()
      case (_?, nil): preconditionFailure("taken above")
      }
    }
  }

  /// Goes through lines, a chunk or a line at a time.
  private struct Walk {
    private let chunks: [[SaleView.Line]]
    private var chunk = 0
    private var offset = 0

    init(_ chunks: [[SaleView.Line]]) { self.chunks = chunks }

    /// The chunk that begins here.
    var whole: [SaleView.Line]? { offset == 0 && chunk < chunks.count ? chunks[chunk] : nil }
    var line: SaleView.Line? { chunk < chunks.count ? chunks[chunk][offset] : nil }

    mutating func skip() { chunk += 1 }

    mutating func step() {
      offset += 1
      if offset == chunks[chunk].count { (chunk, offset) = (chunk + 1, 0) }
    }
  }

  /// These lines with `changes` made.
  public func applying(_ changes: Changes) -> SaleView.Lines {
    let removed = Set(changes.removed)
    let changed = Dictionary(changes.changed.map { ($0.id, $0) }) { _, last in last }
    let kept = filter { !removed.contains($0.id) && changed[$0.id] == nil }
    return SaleView.Lines((kept + changes.changed).sorted { $0.id < $1.id })
  }
}

extension Array {
  /// How many elements come before the first that `isAfter` holds for; it holds for all that follow.
  fileprivate func partitionPoint(_ isAfter: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
