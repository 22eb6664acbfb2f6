import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// What a script compares with numbers of its own is tried at them, and goods and codes that it names.
@Suite(.timeLimit(.minutes(5))) struct ComparedNumbersTests {
  @Test(arguments: [
    (
      "if tonumber(line.quantity) > 12 then return veto 'Много' end",
      ["quantity 2", "quantity 12", "quantity 13", "quantity 11"]
    ),
    (
      "if line.measure == 'kilogram' and tonumber(line.quantity) < 0.1 then return veto 'Мало' end",
      ["quantity 2", "row Гвозди"]
    ),
    (
      "if line.discount * 100 > line.gross * 30 then return veto 'Больше' end",
      ["discount 12.00", "discount 12.01", "discount 36.00", "discount 36.01"]
    ),
    ("if line.barcode == '4600000000046' then error 'hot' end", ["add 4600000000046"]),
    ("if line.name == 'Раф' then error 'hot' end", ["add 4600000000046"]),
    ("return", ["discount 12.00", "discount 12.01", "quantity 2"]),
  ])
  func `are tried at a sale`(body: String, wanted: [String]) async throws {
    let till = try Self.till("on = { line_changed = function(line) \(body) end },")
    var acts = try await Self.acts(till, added: false)
    acts += try await Self.acts(till, added: true)
    #expect(wanted.allSatisfy(acts.contains), "\(wanted) in \(acts)")
    let isPlain = body == "return"
    #expect(!isPlain || !acts.contains("row Гвозди") && !acts.contains("add 4600000000046"))
    #expect(!isPlain || acts.count { $0.hasPrefix("quantity") } == 1)
  }

  @Test func `a weight is tried a gram to each side`() throws {
    let numbers = ComparedNumbers([
      ScriptText("local LEAST = 0.1\nfunction f(line)\n  return line.quantity + LEAST\nend")
    ])
    #expect(numbers.quantities.map(\.description) == ["0.1"])
    #expect(numbers.quantities(of: .kilogram).map(\.description) == ["2", "0.1", "0.101", "0.099"])
    #expect(numbers.quantities(of: .piece).map(\.description) == ["2"])
  }

  @Test func `of the largest sum a large number is no more than there is room for`() throws {
    let numbers = ComparedNumbers([
      ScriptText("local function f(line)\n  return line.discount > 1000000\nend")
    ])
    let largest = Money(checked: Money.kopecksMax)
    let tried = numbers.discounts(of: largest)
    #expect(tried.contains(Money(checked: 1_000_000)) && tried.allSatisfy { $0 <= largest })
  }

  @Test func `what no function names is no number of theirs`() {
    let numbers = ComparedNumbers([
      ScriptText("function f(line)\n  return line.price > 12\nend\nlocal quantity = {}")
    ])
    #expect(numbers.quantities.isEmpty && numbers.counts.isEmpty && numbers.ages.isEmpty)
  }

  @Test func `lines are as many as a function counts, and no other thing each`() async throws {
    let till = try Self.till(
      "on = { before_payment = function() if receipt.count() >= 5 then error 'bag' end end },")
    #expect(till.store.linesMax == 6)
    _ = try await Self.acts(till, added: true)
    var departs: [Int] = []
    for _ in 0..<8 {
      guard let more = till.moves().first(where: \.isAdding) else { break }
      departs.append(more.departs)
      try await till.take(more)
    }
    #expect(departs == [1, 0, 0, 0, 0])
  }

  @Test func `without such a function there are three lines`() throws {
    #expect(try Self.till("").store.linesMax == 3)
  }

  @Test(arguments: [
    ("^29%d%d%d%d%d%d%d%d%d%d%d$", "2934567891234"), ("^29", "2912345678912"),
    ("29$", "1234567891229"), ("^(%u+)-[xyz]*%d?$", "A-"), ("^[^0-9]%%$", "a%"),
    ("^%x%x[A-F]$", "12A"),
  ])
  func `a code is made that a pattern takes`(pattern: String, code: String) {
    #expect(ScanPattern.examples(of: pattern).first == code)
  }

  @Test(arguments: ["%b()", "%f[%d]1", "(%d)%1", "^$"])
  func `of an odd pattern none is made`(pattern: String) {
    #expect(ScanPattern.examples(of: pattern).isEmpty)
  }

  @Test func `a code of the store's own is scanned, and what fails behind it is told`() async throws
  {
    let store = try TriedStore(
      "scans = { { '^29', function(code) receipt.mem('card', code) end } },")
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges) = (120, 0)
    let explorer = try Explorer(ExploredStore(folder: store.path), bounds)
    let found = try await explorer.explore()
    let errors = found.findings().filter { $0.kind == .error }
    #expect(errors.contains { $0.text.contains("mem") }, "\(found.findings().map(\.text))")
    #expect(!found.notReached.contains { $0.what.hasPrefix("scans") })
  }

  // MARK: A sale

  private static let goods = """
    barcode;name;price;vat;measure;department;subject
    4600000000015;Эспрессо;120,00;none;piece;coffee;commodity
    4600000000046;Раф;260,00;none;piece;coffee;commodity
    ;Гвозди;189,90;none;kilogram;coffee;commodity
    """

  private static func till(_ part: String) throws -> ExploredTill {
    let store = try TriedStore(
      part,
      files: ["leto/goods.csv": goods])
    return try ExploredTill(ExploredStore(folder: store.path))
  }

  /// What may be done at a sale, with nothing on it or with a good.
  private static func acts(_ till: ExploredTill, added: Bool) async throws -> [String] {
    try await till.begin(ExploredWorld())
    for _ in 0..<8 where till.prompt?.isSale != true {
      let usual = till.moves().filter { $0.departs == 0 }
      let typed = usual.first { if case .text = $0.answer { true } else { false } }
      try await till.take(try #require(typed ?? usual.first))
    }
    if added { try await till.take(try #require(till.moves().first(where: \.isAdding))) }
    return till.moves().compactMap { move in
      guard case .action(let action) = move.answer else { return nil }
      return switch action {
      case .add(let barcode, _): "add \(barcode)"
      case .addRow(_, let name, _): "row \(name)"
      case .quantity(_, let quantity): "quantity \(quantity)"
      case .discount(_, let amount): "discount \(amount)"
      default: nil
      }
    }
  }
}

extension Move {
  fileprivate var isAdding: Bool {
    switch answer {
    case .action(.add), .action(.addRow), .action(.free): true
    case .action, .button, .amount, .text, .count, .cancel: false
    }
  }
}
