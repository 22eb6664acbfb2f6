import Foundation
import Testing

@testable import KassaRuntime

/// A long receipt keeps its sum and shares its lines with its copies: none of it may ever show.
@Suite struct ReceiptLinesPropertyTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `the kept sum and order are those of the changes folded from nothing`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var receipt = Receipt(id: "r", taxation: .osn)
    var model: [Line] = []
    for step in 0..<1_500 {
      let before = receipt
      let change = Self.change(step, model, &numbers)
      do throws(ReceiptError) {
        try receipt.apply(change)
        try Self.fold(change, into: &model, nextID: before.lastLine + 1)
      } catch {
        #expect(receipt == before, "seed \(seed), step \(step): \(change) was refused")
      }
      let sum = model.reduce(0) { $0 + $1.sum.kopecks }
      try #require(receipt.total.kopecks == sum, "seed \(seed), step \(step): \(change)")
      try #require(receipt.lines.count == model.count, "seed \(seed), step \(step): \(change)")
    }
    #expect(receipt.lines.count > 200, "seed \(seed) makes no long receipt")
    #expect(Array(receipt.lines) == model, "seed \(seed)")
    #expect(receipt.lines.reversed() == model.reversed(), "seed \(seed)")
  }

  @Test(arguments: [5, 6] as [UInt64])
  func `a copy stays as it was, whatever happens to the other`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var receipt = Receipt(id: "r", taxation: .osn)
    var copies: [(copy: Receipt, lines: [Line])] = []
    for step in 0..<600 {
      do { try receipt.apply(Self.change(step, Array(receipt.lines), &numbers)) } catch {}
      if step.isMultiple(of: 40) { copies.append((receipt, Array(receipt.lines))) }
    }
    for (copy, lines) in copies {
      #expect(Array(copy.lines) == lines, "seed \(seed)")
      #expect(copy.lines.sum == lines.reduce(0) { $0 + $1.sum.kopecks }, "seed \(seed)")
    }
  }

  @Test func `lines written and read back are equal, however they came about`() throws {
    var receipt = Receipt(id: "r", taxation: .osn)
    for _ in 0..<200 { try receipt.apply(.lineAdded(item: Self.item(100))) }
    for id in 30...90 { try receipt.apply(.lineRemoved(line: id)) }
    let read = try JSONDecoder().decode(Receipt.self, from: JSONEncoder().encode(receipt))
    #expect(read == receipt)
    #expect(read.hashValue == receipt.hashValue)
    #expect(read.total == receipt.total)
  }

  @Test func `written lines whose ids do not ascend are refused`() throws {
    var lines = ReceiptLines()
    for id in 1...2 { lines.append(try Line(id: id, item: Self.item(100))) }
    let swapped = try JSONEncoder().encode(Array(lines.reversed()))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ReceiptLines.self, from: swapped)
    }
  }

  @Test(arguments: [
    (#""gross":100"#, #""gross":-281474976710655"#), (#""gross":100"#, #""gross":9"#),
    (#""discountAmount":10"#, #""discountAmount":-1"#),
  ])
  func `written lines that take more off than they cost are refused`(
    was: String, becomes: String
  ) throws {
    var lines = ReceiptLines()
    lines.append(
      try Line(id: 1, item: Self.item(100), discount: .amount(of: Money(checked: 10))))
    #expect(try ReceiptLines(jsonText: lines.jsonText) == lines)
    let edited = lines.jsonText.replacing(was, with: becomes)
    #expect(edited != lines.jsonText)
    #expect(throws: JSONMismatch.self) { try ReceiptLines(jsonText: edited) }
  }

  @Test func `a change beyond the limits leaves the receipt as it was`() throws {
    var receipt = Receipt(id: "r", taxation: .osn)
    var most = Self.item(Item.priceMax.kopecks)
    most.quantity = try Quantity(281_474)
    try receipt.apply(.lineAdded(item: most))
    let before = receipt
    most.quantity = try Quantity(2)
    #expect(throws: ReceiptError.tooLarge) { try receipt.apply(.lineAdded(item: most)) }
    let beyond = Self.item(Item.priceMax.kopecks + 1)
    #expect(throws: ReceiptError.priceTooLarge(beyond.price)) {
      try receipt.apply(.lineAdded(item: beyond))
    }
    #expect(receipt == before)
  }

  private static func item(_ kopecks: Int64) -> Item {
    Item(name: "Товар", price: Money(checked: kopecks))
  }

  /// Mostly additions; some changes name lines that are not there or take off more than a line costs.
  private static func change(
    _ step: Int, _ lines: [Line], _ numbers: inout SeededNumbers
  ) -> ReceiptChange {
    let id = Int.random(in: 1...(step + 1), using: &numbers)
    let known = lines.randomElement(using: &numbers)?.id ?? id
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: return .lineRemoved(line: id)
    case 1: return .quantitySet(line: known, quantity: quantity(&numbers))
    case 2:
      let off = Int64.random(in: 0...3_000, using: &numbers)
      return .discountSet(line: known, discount: .amount(of: Money(checked: off)))
    case 3: return .discountSet(line: id, discount: nil)
    default: return .lineAdded(item: item(Int64.random(in: 1...100_000, using: &numbers)))
    }
  }

  private static func quantity(_ numbers: inout SeededNumbers) -> Quantity {
    let pieces = Int64.random(in: 1...9, using: &numbers)
    return (try? Quantity(pieces)) ?? .one
  }

  /// What a change means, line by line and without any sum kept.
  private static func fold(
    _ change: ReceiptChange, into lines: inout [Line], nextID: Int
  ) throws(ReceiptError) {
    switch change {
    case .lineAdded(let item): lines.append(try Line(id: nextID, item: item))
    case .lineRemoved(let id): lines.removeAll { $0.id == id }
    case .quantitySet(let id, let quantity):
      for index in lines.indices where lines[index].id == id {
        lines[index] = try lines[index].with(quantity: quantity)
      }
    case .discountSet(let id, let discount):
      for index in lines.indices where lines[index].id == id {
        lines[index] = try lines[index].with(discount: discount)
      }
    default: break
    }
  }
}
