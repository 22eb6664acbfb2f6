/// Numbers that functions of the store's own may compare something with: those that stand in functions which
/// name it, and in what these name of their file.
package struct ComparedNumbers: Hashable, Sendable {
  /// Of a line's measure.
  package private(set) var quantities: [Quantity] = []
  /// What a discount may be: kopecks, roubles, percent or hundredths of one.
  package private(set) var discounts: [Int64] = []
  /// How many lines a receipt may have to have.
  package private(set) var counts: [Int] = []
  /// How old a sale may have to be that goes back: in days, or in hours.
  package private(set) var ages: [Int64] = []

  private static let eachMax = 6
  private static let countMax = 8
  private static let ageMax: Int64 = 400

  init(_ texts: [ScriptText]) {
    func numbers(_ names: Set<String>, beside others: Set<String> = []) -> [String] {
      var found: [String] = []
      for text in texts {
        for number in text.numbers(beside: names, others) where !found.contains(number) {
          found.append(number)
        }
      }
      return found
    }
    quantities = Array(
      numbers(["quantity"]).compactMap { try? Quantity(parsing: $0) }
        .filter { $0.millionths <= 10_000 * Quantity.scale }.prefix(Self.eachMax))
    discounts = Array(
      numbers(["discount"]).compactMap { Int64($0) }.filter { (2...1_000_000).contains($0) }
        .prefix(Self.eachMax))
    counts = numbers(["count", "lines"]).compactMap { Int($0) }
      .filter { (2...Self.countMax).contains($0) }
    ages = Array(
      numbers(["sale"], beside: ["clock"]).compactMap { Int64($0) }
        .filter { (2...Self.ageMax).contains($0) && ![24, 60, 100].contains($0) }.prefix(2))
  }
}

extension ScriptText {
  /// The numbers of the functions that name one of `names`, and one of `others` unless there are none.
  fileprivate func numbers(beside names: Set<String>, _ others: Set<String>) -> [String] {
    var lines: Set<Int> = []
    for line in self.lines.indices.map({ $0 + 1 }) where !words(of: line).isDisjoint(with: names) {
      let around = around(line)
      let said = around.reduce(into: Set<String>()) { $0.formUnion(words(of: $1)) }
      guard others.isEmpty || !said.isDisjoint(with: others) else { continue }
      lines.formUnion(around)
      // What stands at the beginning of the file, and has a name.
      lines.formUnion(
        self.lines.indices.map { $0 + 1 }.filter { line in
          text(of: line).hasPrefix("local ")
            && said.contains { text(of: line).hasPrefix("local \($0) =") }
        })
    }
    return lines.sorted().flatMap { Self.numbers(in: text(of: $0)) }
  }

  /// "12", "0.1": what belongs to a name is none.
  private static func numbers(in line: String) -> [String] {
    let code = line.firstRange(of: "--").map { line[..<$0.lowerBound] } ?? line[...]
    let words = code.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    return words.map { String($0.drop { $0 == "." }) }.filter(isNumber)
  }

  private static func isNumber(_ text: String) -> Bool {
    guard text.count <= 8, text.first?.isASCIIDigit == true, text.last != "." else { return false }
    return text.allSatisfy { $0.isASCIIDigit || $0 == "." } && text.count { $0 == "." } <= 1
  }
}
