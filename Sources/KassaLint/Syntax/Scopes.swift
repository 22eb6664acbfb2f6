/// Which local a name means where it stands.
struct Scopes {
  private var visible: [String: [Int]] = [:]
  /// The names of each open block, in the order in which they were declared.
  private var blocks: [[String]] = [[]]

  mutating func open() { blocks.append([]) }

  mutating func close() {
    for name in blocks.removeLast() { visible[name]?.removeLast() }
  }

  /// From here to the block's end `name` means that variable.
  mutating func declare(_ name: String, _ variable: Int) {
    visible[name, default: []].append(variable)
    blocks[blocks.count - 1].append(name)
  }

  func find(_ name: String) -> Int? { visible[name]?.last }
}
