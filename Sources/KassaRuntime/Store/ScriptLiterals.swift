/// Numbers that a script is written with, by what they can mean.
package struct ScriptLiterals: Sendable {
  /// In kopecks.
  package private(set) var amounts: Set<Int64> = []
  /// Of the day.
  package private(set) var minutes: Set<Int> = []
  /// "2026-12-31".
  package private(set) var dates: Set<String> = []

  package init() {}

  package mutating func take(_ text: String) {
    var number = ""
    for character in text {
      if character.isASCIIDigit || [".", ":", "-", "_"].contains(character), number.count < 24 {
        number.append(character)
      } else {
        take(number: number)
        number = ""
      }
    }
    take(number: number)
  }

  package mutating func take(_ value: Value) {
    switch value {
    case .int(let number): take(kopecks: number)
    case .string(let text): take(text)
    case .list(let items): items.forEach { take($0) }
    case .null, .bool, .record: break
    }
  }

  private mutating func take(number: String) {
    guard !number.isEmpty else { return }
    let colons = number.split(separator: ":").compactMap { Int($0) }
    if number.contains(":"), colons.count == 2, (0..<24).contains(colons[0]) {
      minutes.insert(colons[0] * 60 + colons[1] % 60)
    } else if number.count == 10, number.split(separator: "-").count == 3 {
      dates.insert(number)
    } else if let whole = Int64(number) {
      take(kopecks: whole)
      // As roubles of `rub`, and as hours of a day.
      take(kopecks: whole.multipliedReportingOverflow(by: 100).partialValue)
      if (0..<24).contains(whole) { minutes.insert(Int(whole) * 60) }
      if (0..<1440).contains(whole) { minutes.insert(Int(whole)) }
    } else if let money = try? Money(parsing: number) {
      take(kopecks: money.kopecks)
    }
  }

  private mutating func take(kopecks: Int64) {
    if (1...Item.priceMax.kopecks).contains(kopecks) { amounts.insert(kopecks) }
  }
}
