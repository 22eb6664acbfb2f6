import KassaRuntime

/// What a cashier would notice of two prompts that stand for each other.
enum PromptDifferences {
  /// - Parameter isSameMoney: false where the two receipts come to different sums: numbers in words follow
  ///   from these, and are no difference of their own.
  static func between(
    _ old: Prompt, _ new: Prompt, isSameMoney: Bool, place: String? = nil
  ) -> [Difference] {
    var found: [Difference] = []
    let id = old.id
    func note(_ kind: Difference.Kind, _ what: String, _ from: String, _ to: String) {
      let texts = [(from, old.terminals), (to, new.terminals)].map { text, terminals in
        let named = terminals.reduce(text) { $0.replacing($1, with: "…") }
        return isSameMoney ? named : named.withoutNumbers
      }
      guard texts[0] != texts[1] else { return }
      Difference.between(kind, "\(id) \(what)", from, to, place: place).map { found.append($0) }
    }
    if old.id != new.id {
      found.append(.alone(.prompt, id, "is called «\(new.id)»", place: place))
    }
    note(.words, "title", old.title, new.title)
    note(.words, "body", old.body, new.body)
    note(.prompt, "kind", old.kind.name, new.kind.name)
    if isSameMoney { note(.prompt, "takes", old.kind.bounds, new.kind.bounds) }
    note(.prompt, "default", old.defaultButton ?? "none", new.defaultButton ?? "none")
    note(.prompt, "may be left", old.mayCancel ? "yes" : "no", new.mayCancel ? "yes" : "no")
    note(.prompt, "takes a scan", old.takesScan ? "yes" : "no", new.takesScan ? "yes" : "no")
    note(.prompt, "says", old.effect?.text(.ru) ?? "nothing", new.effect?.text(.ru) ?? "nothing")
    return found + buttons(old, new, isSameMoney, place)
  }

  /// Buttons that came, went, or are called or pressed otherwise; one that has another id alone is told as such.
  private static func buttons(
    _ old: Prompt, _ new: Prompt, _ isSameMoney: Bool, _ place: String?
  ) -> [Difference] {
    var found: [Difference] = []
    let (before, after) = (old.buttons.filter { !$0.isWayOut }, new.buttons.filter { !$0.isWayOut })
    var left = after
    for button in before {
      let index =
        left.firstIndex { $0.id == button.id }
        ?? left.firstIndex { each in
          each.label == button.label && !before.contains { $0.id == each.id }
        }
      guard let index else {
        found.append(.alone(.prompt, "\(old.id) [\(button.label)]", "is gone", place: place))
        continue
      }
      let same = left.remove(at: index)
      let what = "\(old.id) [\(button.label)]"
      if same.id != button.id {
        found.append(.alone(.prompt, "\(what) «\(button.id)»", "is «\(same.id)»", place: place))
      }
      let labels = (button.label, same.label)
      let isOther =
        isSameMoney
        ? labels.0 != labels.1 : labels.0.withoutNumbers != labels.1.withoutNumbers
      if isOther,
        let changed = Difference.between(
          .words, "\(old.id) button \(button.id)", labels.0, labels.1, place: place)
      {
        found.append(changed)
      }
      if let key = Difference.between(
        .prompt, "\(what) key", button.key.map { "\($0)" } ?? "none",
        same.key.map { "\($0)" } ?? "none", place: place)
      {
        found.append(key)
      }
    }
    return found
      + left.map { .alone(.prompt, "\(old.id) [\($0.label)]", "is new", place: place) }
  }
}

extension Prompt {
  /// The terminals that it is about: which they are is told by itself.
  fileprivate var terminals: [String] {
    var names = [effect?.terminal].compactMap(\.self)
    if case .outcome(let question) = kind { names.append(question.terminal) }
    return names.filter { !$0.isEmpty }
  }
}

extension String {
  /// The same with each run of digits, and what groups them, as one mark.
  var withoutNumbers: String {
    var text = ""
    for character in self {
      if character.isNumber {
        if !text.hasSuffix("#") { text.append("#") }
      } else if text.hasSuffix("#"), [",", ".", "\u{A0}"].contains(character) {
        continue
      } else {
        text.append(character)
      }
    }
    return text
  }
}

extension PromptKind {
  /// What it takes beside its buttons, in words.
  var bounds: String {
    switch self {
    case .amount(let rule):
      "\(rule.least)–\(rule.most)"
        + rule.offered.map { ", offers \($0)" }.joined()
    case .count(let rule): rule.fields.map(\.id).joined(separator: ", ")
    case .text(let rule), .secret(let rule): "\(rule.format), \(rule.least)–\(rule.most)"
    case .outcome(let question): "\(question.operation) of \(question.amount)"
    case .tell, .confirm, .choose, .sale: ""
    }
  }
}
