import Testing

@testable import KassaRuntime

/// What `math.random` draws where a flow's seed asks for borders, and where it does not.
@Suite struct DrawnBordersTests {
  private static let body = """
    local kind = ...
    if kind == 1 then return math.random(3, 7), math.random(5) end
    return math.random(0), math.random() * 2 ^ 53 // 1 | 0
    """

  @Test(arguments: DrawnBorders.allCases)
  func `draws the borders that a seed asks for`(borders: DrawnBorders) {
    let most = "9007199254740991"
    let (ranges, others) =
      switch borders {
      case .least: ("3, 1", "\(Int64.min), 0")
      case .most: ("7, 5", "\(Int64.max), \(most)")
      case .leastFirst: ("3, 5", "\(Int64.min), \(most)")
      case .mostFirst: ("7, 1", "\(Int64.max), 0")
      }
    for (kind, expected) in [(1, ranges), (2, others)] {
      let machine = scriptMachine(Self.body, seed: borders.seed)
      #expect(scriptWords(machine.start("store", arguments: [.int(Int64(kind))])) == expected)
    }
  }

  @Test(arguments: DrawnBorders.allCases)
  func `who draws until the number is another comes to an end`(borders: DrawnBorders) {
    let body = "local n = 0 repeat n = n + 1 until math.random(1000) % 1000 > 1 return n"
    let machine = scriptMachine(body, seed: borders.seed)
    #expect(scriptWords(machine.start("store", arguments: [])) == "3")
  }

  /// Journals of earlier programs hold seeds, and replay by them.
  @Test func `draws of any other seed what it always drew`() {
    let body = "return math.random(3, 7), tostring(math.random()), math.random(0), math.random(5)"
    let machine = scriptMachine(body, seed: 1)
    #expect(
      scriptWords(machine.start("store", arguments: []))
        == "5, 0.52043661993886, -7856363154187860716, 4")
  }
}
