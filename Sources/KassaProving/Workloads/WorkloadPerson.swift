import Foundation
import KassaRuntime

/// The cashier of a schedule: sells plainly, or does anything a person can.
struct WorkloadPerson: Sendable {
  let pins: [String]
  let card: String
  private var workload: ArraySlice<(prompt: String, answer: Answer)>
  /// What the person does with receipts that are printed.
  var books = WorkloadBooks()
  private let barcodes: [String]
  /// What the last question about a terminal was about.
  private var asked = Money.zero
  private var slips = 0
  private var names = 0
  /// How often each screen of the store's own was met.
  private var turns: [String: Int] = [:]
  /// Terminals opened to be taken away, at this visit to them.
  private var tidied = 0

  init(seed: UInt64, workload: Workload, barcodes: [String]) {
    var numbers = SplitMix64(seed ^ 0x5EC2E7)
    pins = (0..<2).map { _ in
      String((0..<12).map { _ in Character("\(1 + numbers.below(9))") })
    }
    card = Self.cardNumber(&numbers)
    self.workload = workload.replies[...]
    self.barcodes = barcodes
    books.begin(workload)
  }

  /// A number that a card could have: 16 digits, the last of which checks the others (Luhn).
  private static func cardNumber(_ numbers: inout SplitMix64) -> String {
    let digits = [4] + (0..<14).map { _ in numbers.below(10) }
    let sum = digits.enumerated().reduce(0) { sum, next in
      let doubled = next.offset.isMultiple(of: 2) ? next.element * 2 : next.element
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return (digits + [(10 - sum % 10) % 10]).map(String.init).joined()
  }

  /// What must never be found in a file or on a screen.
  var secrets: [String] { pins + [card] }

  /// No secret that the person typed is in any file.
  func lookForSecrets(inFilesOf folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try lookForSecrets(
        in: FileHandle(forReadingFrom: URL(fileURLWithPath: "\(folder)/\(name)")), name)
    }
  }

  /// Part by part, each with the end of the one before: a journal may be larger than memory.
  private func lookForSecrets(in file: FileHandle, _ name: String) throws {
    let longest = secrets.map(\.utf8.count).max() ?? 0
    var end = Data()
    while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
      let bytes = end + part
      for secret in secrets where bytes.range(of: Data(secret.utf8)) != nil {
        throw Violation(
          "secret", "«\(secret)», which was typed as a secret or a card, is in \(name)")
      }
      end = bytes.suffix(longest)
    }
  }

  /// Whether nothing is left that the person set out to do.
  var isWorkloadDone: Bool { workload.isEmpty }

  mutating func begin(_ workload: Workload) {
    self.workload = workload.replies[...]
    books.begin(workload)
  }

  /// What the person says to `prompt`; `pick` draws it, 0 is the workload's or what sells on.
  mutating func answer(_ prompt: Prompt, pick: UInt64) -> Answer {
    if case .outcome(let question) = prompt.kind { asked = question.amount }
    guard pick == 0 else {
      var numbers = SplitMix64(pick)
      return whim(prompt, &numbers)
    }
    return tidy(prompt) ?? reply(to: prompt) ?? plain(prompt)
  }

  /// Takes terminals away where there are many: no till's list grows for ever.
  private mutating func tidy(_ prompt: Prompt) -> Answer? {
    switch prompt.id {
    case "terminals.list" where prompt.buttons.count > Self.terminalsMax && tidied < 10:
      tidied += 1
      return .button(prompt.buttons[tidied % Self.terminalsMax].id)
    case "terminals.edit" where tidied > 0: return .button("remove")
    case "settings": tidied = 0
    default: break
    }
    return nil
  }

  private static let terminalsMax = 5

  /// What the workload says here; steps of it that did not come are left out.
  private mutating func reply(to prompt: Prompt) -> Answer? {
    guard let index = workload.firstIndex(where: { $0.prompt == prompt.id }) else { return nil }
    let answer = workload[index].answer
    guard !prompt.lacksGoods(for: answer), (try? prompt.check(answer)) != nil else { return nil }
    workload = workload[(index + 1)...]
    return answer
  }

  /// After a refusal: plainly, and if that counts neither, one button after the other.
  mutating func again(_ prompt: Prompt, refusals: Int) throws(Violation) -> Answer {
    guard refusals <= Self.refusalsMax else {
      throw Violation("dead end", "«\(prompt.id)» refuses every answer")
    }
    let buttons = prompt.buttons
    guard refusals > 1, !buttons.isEmpty else { return plain(prompt) }
    return .button(buttons[refusals % buttons.count].id)
  }

  private static let refusalsMax = 20

  /// What is said to a question of the till's own: who stands here, and that somebody has seen it.
  func own(_ prompt: Prompt) -> Answer {
    if case .secret = prompt.kind { return .text(pins[0]) }
    if prompt.id == "rights.absent" { return .button("ok") }
    return .button(prompt.buttons.first?.id ?? "ok")
  }

  /// What sells on.
  mutating func plain(_ prompt: Prompt) -> Answer {
    if let answer = books.plain(prompt) { return answer }
    return switch prompt.kind {
    case .tell: .button(first(of: prompt, ["ok"]))
    case .confirm: .button(first(of: prompt, ["yes"]))
    case .outcome: .button(first(of: prompt, ["approved"]))
    case .choose: choice(prompt)
    case .amount(let rule): .amount(amount(prompt, rule))
    case .text(let rule) where rule.narrows: .button(first(of: prompt, []))
    // What its charge's slip showed is forgotten by then.
    case .text where prompt.id.hasPrefix("void."): .button(first(of: prompt, ["none"]))
    case .text(let rule): .text(text(rule))
    // The same whoever signs in: what is asked for is not told here.
    case .secret: .text(pins[0])
    case .count: .count([:])
    case .sale(let view):
      view.lines.isEmpty ? .action(.free(name: name(), price: price(names))) : .button("pay.card")
    }
  }

  /// Whether it is a choice that the stock library knows nothing of: a store's own first screen.
  func isOwnScreen(_ prompt: Prompt) -> Bool {
    if case .choose = prompt.kind { !StockPrompts.ids.contains(prompt.id) } else { false }
  }

  private mutating func choice(_ prompt: Prompt) -> Answer {
    if isOwnScreen(prompt), !prompt.buttons.isEmpty {
      // Nobody knows which of its buttons sells on: one after the other.
      let turn = turns[prompt.id, default: 0]
      turns[prompt.id] = turn + 1
      return .button(prompt.buttons[turn % prompt.buttons.count].id)
    }
    if prompt.id.hasPrefix("terminals."), prompt.mayCancel { return .cancel }
    if prompt.id == "drawer" { return .button("back") }
    // A terminal that was asked in vain is looked at by a senior.
    if prompt.id.hasPrefix("unconfirmed.") { return .button(first(of: prompt, ["strike"])) }
    return .button(first(of: prompt, ["reconciled", "next"]))
  }

  private func first(of prompt: Prompt, _ wanted: [String]) -> String {
    let ids = prompt.buttons.map(\.id)
    return wanted.first(where: ids.contains) ?? ids.first ?? ""
  }

  private func amount(_ prompt: Prompt, _ rule: AmountRule) -> Money {
    if ["charge.amount", "return.amount", "void.amount"].contains(prompt.id) { return asked }
    return rule.offered.first ?? rule.least
  }

  private mutating func text(_ rule: TextRule) -> String {
    slips += 1
    switch rule.format {
    case .digits, .code:
      return String(
        String("\(slips)".reversed()).padded(to: max(rule.least, 1), with: "7").prefix(rule.most))
    case .contact: return "a@b.ru"
    case .free: return String("Слово \(slips)".prefix(rule.most))
    }
  }

  private mutating func name() -> String {
    names += 1
    return "Товар \(names)"
  }

  /// Prices that are not round, and now and then above what a store's rules look at.
  private func price(_ number: Int) -> Money {
    Money(checked: [19_950, 101, 1_250_01, 7_777, 600_000, 99][number % 6])
  }
}

/// What the stock library asks.
private enum StockPrompts {
  /// As its Russian words are named: `["charge.window"] = …`, `sale = …`.
  static let ids: Set<String> = {
    let texts = StockLibrary.files.filter { $0.key.contains("/texts/ru/") }.values
    return Set(
      texts.flatMap { text in
        text.matches(of: #/\n  (?:\["([^"]+)"\]|(\w+)) = /#).map { String($0.1 ?? $0.2 ?? "") }
      })
  }()
}

// MARK: - Whims

extension WorkloadPerson {
  private mutating func whim(_ prompt: Prompt, _ numbers: inout SplitMix64) -> Answer {
    if prompt.mayCancel, numbers.once(in: 4) { return .cancel }
    // Now and then something that is no answer to this at all.
    if numbers.once(in: 12) { return nonsense(&numbers) }
    switch prompt.kind {
    case .sale(let view): return whim(view, prompt, &numbers)
    case .amount(let rule):
      let amounts =
        rule.offered + [rule.least, rule.most, asked, Money(checked: asked.kopecks / 2 + 1)]
      return .amount(amounts[numbers.below(amounts.count)])
    case .text(let rule):
      if numbers.once(in: 3) { return .text(card) }
      return books.whim(prompt, &numbers) ?? .text(text(rule))
    case .secret:
      if !prompt.buttons.isEmpty, numbers.once(in: 4) { return .button(prompt.buttons[0].id) }
      // Fingers slip where a PIN is asked for, not where it is chosen: it would be another one then.
      return .text(prompt.id == "sign_in.new_pin" ? pins[0] : pins[numbers.below(pins.count)])
    case .count(let rule):
      return .count([rule.fields[0].id: Int64(numbers.below(1_000_000))])
    case .tell, .confirm, .choose, .outcome: break
    }
    guard !prompt.buttons.isEmpty else { return .cancel }
    return .button(prompt.buttons[numbers.below(prompt.buttons.count)].id)
  }

  private func nonsense(_ numbers: inout SplitMix64) -> Answer {
    switch numbers.below(5) {
    case 0: .button("no such button")
    case 1: .amount(Money(checked: 1))
    case 2: .text(card)
    case 3: .action(.remove(line: 99))
    default: .cancel
    }
  }

  private mutating func whim(
    _ view: SaleView, _ prompt: Prompt, _ numbers: inout SplitMix64
  ) -> Answer {
    let line = view.lines.isEmpty ? 1 : view.lines[numbers.below(view.lines.count)].id
    switch numbers.below(12) {
    case 0: return .action(.add(barcode: barcode(&numbers), quantity: nil))
    case 1: return .action(.add(barcode: card, quantity: nil))
    case 2: return .action(.search(numbers.once(in: 3) ? card : "ка"))
    case 3: return .action(.free(name: numbers.once(in: 3) ? card : name(), price: price(names)))
    case 4: return .action(.quantity(line: line, Quantity.whim(&numbers)))
    case 5: return .action(.remove(line: line))
    case 6: return .action(.discount(line: line, Money(checked: Int64(numbers.below(5_000)))))
    case 7: return .action(.discountShare(line: line, hundredths: numbers.below(11_000)))
    case 8: return .action(.contact(numbers.once(in: 3) ? card : "a@b.ru"))
    default: return .button(prompt.buttons[numbers.below(prompt.buttons.count)].id)
    }
  }

  private func barcode(_ numbers: inout SplitMix64) -> String {
    barcodes.isEmpty || numbers.once(in: 4)
      ? "4600000000999" : barcodes[numbers.below(barcodes.count)]
  }
}

extension Prompt {
  /// Whether it is a sale without goods, which can't be paid or set aside.
  fileprivate func lacksGoods(for answer: Answer) -> Bool {
    guard case .sale(let view) = kind, view.lines.isEmpty, case .button(let id) = answer else {
      return false
    }
    return id == "park" || id.hasPrefix("pay.")
  }
}

extension Quantity {
  /// Some pieces, or a weight.
  fileprivate static func whim(_ numbers: inout SplitMix64) -> Quantity {
    let millionths = numbers.once(in: 2) ? 1_000_000 * (1 + numbers.below(9)) : 354_000
    return (try? Quantity(millionths: Int64(millionths))) ?? .one
  }
}
