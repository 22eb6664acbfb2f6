@testable import KassaProving
@testable import KassaRuntime

/// What a cashier is about to do, from one empty receipt to the next.
enum MonthDeal {
  struct Goods {
    let name: String
    let kopecks: Int64
    var pieces: Int64 = 1
    var sum: Int64 { kopecks * pieces }
  }

  struct Sale {
    var goods: [Goods]
    var pay: Pay
    /// Whether one more good was taken off again.
    var takesOff = false
    /// Whether the first try is said not to have been run, or is declined.
    var before: [String] = []
    var mistake: PlantedMistake?
    var total: Int64 { goods.reduce(0) { $0 + $1.sum } }
  }

  enum Pay: Equatable {
    case cash
    case card(String)
    case split(cardKopecks: Int64)
  }

  /// Which lines of a printed sale go back, how much of each, and whether its terminal voids it.
  struct Back {
    let document: Int
    var pieces: [Int: Int64]
    let byVoid: Bool
  }

  case sale(Sale)
  case back(Back)
  /// Cash that was a card on that terminal.
  case correct(document: Int, terminal: String)
  case move(kopecks: Int64)
  case change(to: String)
  case close
}

/// A printed sale as its cashier remembers it.
struct MonthSale {
  let document: Int
  let goods: [MonthDeal.Goods]
  /// Of each line by its number, how many pieces went back.
  var back: [Int: Int64] = [:]
  var cardLeft: [(terminal: String, kopecks: Int64)]
  var cashLeft: Int64
  let shift: Int
  /// Where a card was really run for what was rung as cash.
  var reallyOn: String?
  var isOver = false

  var left: [Int: Int64] {
    Dictionary(
      uniqueKeysWithValues: goods.indices.map { ($0 + 1, goods[$0].pieces - (back[$0 + 1] ?? 0)) }
    ).filter { $0.value > 0 }
  }

  /// What gives so many pieces of its lines back: whole lines end at what was paid for them.
  func sum(of pieces: [Int: Int64]) -> Int64 {
    pieces.reduce(0) { $0 + goods[$1.key - 1].kopecks * $1.value }
  }
}

/// Draws a day: who buys what, what comes back, what goes wrong.
struct MonthPlan {
  static let names = ["Анна", "Борис", "Вера", "Галина", "Денис"]
  static let seniors = ["Галина", "Денис"]
  static let standalone = ["Сбер", "ВТБ"]

  private(set) var deals: [MonthDeal] = []
  private(set) var mistake: PlantedMistake?

  /// - Parameters:
  ///   - receipts: how many are sold.
  ///   - first: whether it is the first day, which brings cash.
  init(receipts: Int, day: Int, _ numbers: inout SplitMix64) {
    if day == 0 { deals.append(.move(kopecks: 20_000_00)) }
    let wrong = receipts / 4 + numbers.below(max(1, receipts / 2))
    for place in 0..<receipts {
      var sale = Self.sale(&numbers)
      if place == wrong, let planted = Self.plant(day, in: &sale, &numbers) {
        mistake = planted
      }
      deals.append(.sale(sale))
      if place == receipts / 3 || place == 2 * receipts / 3 {
        deals.append(.change(to: Self.names[numbers.below(Self.names.count)]))
      }
      if numbers.once(in: 60) {
        deals.append(.move(kopecks: Int64(1 + numbers.below(20)) * 100_00))
      }
    }
    deals.append(.move(kopecks: -5_000_00))
    deals.append(.close)
  }

  private static func plant(
    _ day: Int, in sale: inout MonthDeal.Sale, _ numbers: inout SplitMix64
  ) -> PlantedMistake? {
    // Some days are honest.
    guard day % 4 != 3 else { return nil }
    let kind = PlantedMistake.Kind.allCases[day % PlantedMistake.Kind.allCases.count]
    let mistake = PlantedMistake(kind: kind)
    sale.pay =
      kind == .rungAsCash || kind == .change ? .cash : .card(standalone[numbers.below(2)])
    sale.before = []
    if kind == .digitsSwapped, mistake.keyed(sale.total) == nil { return nil }
    sale.mistake = mistake
    return mistake
  }

  private static func sale(_ numbers: inout SplitMix64) -> MonthDeal.Sale {
    let goods = (0..<(1 + numbers.below(4))).map { _ in
      let kind = numbers.below(40)
      return MonthDeal.Goods(
        name: "Товар \(kind)", kopecks: Int64(20_00 + kind * 17_37 + numbers.below(30_000)),
        pieces: numbers.once(in: 4) ? Int64(2 + numbers.below(3)) : 1)
    }
    var sale = MonthDeal.Sale(goods: goods, pay: .cash)
    switch numbers.below(20) {
    case 0..<5: break
    case 5: sale.pay = .split(cardKopecks: sale.total / 2)
    case 6..<13: sale.pay = .card("Сбер")
    case 13..<17: sale.pay = .card("ВТБ")
    default: sale.pay = .card("pinpad")
    }
    sale.takesOff = numbers.once(in: 25)
    if case .card(let terminal) = sale.pay, terminal != "pinpad" {
      if numbers.once(in: 40) { sale.before = ["not_run"] }
      if numbers.once(in: 33) { sale.before = ["declined"] }
    }
    return sale
  }
}
