import KassaRuntime

/// What differs in the words of every prompt that has some, in every language.
enum WordsDifferences {
  static func between(_ old: ComparedStore, _ new: ComparedStore) -> [Difference] {
    var found: [Difference] = []
    for language in Language.allCases {
      let (before, after) = (old.ownWords(language), new.ownWords(language))
      var gone: Set<String> = []
      if after.isEmpty, before.count > 1 {
        gone = before
        found.append(
          .alone(
            .words, "texts.\(language)", "are gone: \(before.sorted().joined(separator: ", "))",
            place: old.place(of: "texts.\(language)")))
      }
      for id in old.promptIDs.union(new.promptIDs).sorted() where !gone.contains(id) {
        found += between(id, language, old, new)
      }
    }
    return found
  }

  private static func between(
    _ id: String, _ language: Language, _ old: ComparedStore, _ new: ComparedStore
  ) -> [Difference] {
    let (before, after) = (old.words(id, language), new.words(id, language))
    guard before != after else { return [] }
    let path = "texts.\(language)[\"\(id)\"]"
    let store = [new, old].first { $0.table["texts"][language.rawValue][id] != .null }
    let place = store?.place(of: path) ?? buttonsPlace(id, old, new)
    let subject = "\(id) (\(language))"
    guard let before else { return [.alone(.words, subject, "has words", place: place)] }
    guard let after else { return [.alone(.words, subject, "has no words any more", place: place)] }
    var found = [
      Difference.between(.words, "\(subject) title", before.title, after.title, place: place),
      Difference.between(.words, "\(subject) body", before.body, after.body, place: place),
    ].compactMap(\.self)
    found += buttons(before.buttons, after.buttons, subject, place)
    return found
  }

  /// The line of the table that orders and hides the buttons of a stock prompt.
  static func buttonsPlace(_ id: String, _ old: ComparedStore, _ new: ComparedStore) -> String? {
    let store = [new, old].first { $0.table["buttons"][id] != .null }
    return store?.place(of: "buttons.\(id)")
  }

  private static func buttons(
    _ before: [Button], _ after: [Button], _ subject: String, _ place: String?
  ) -> [Difference] {
    var found: [Difference] = []
    for (key, button) in before.enumerated() {
      guard let index = after.firstIndex(where: { $0.id == button.id }) else {
        found.append(.alone(.prompt, "\(subject) [\(button.label)]", "is gone", place: place))
        continue
      }
      Difference.between(
        .words, "\(subject) button \(button.id)", button.label, after[index].label, place: place
      ).map { found.append($0) }
      if index != key {
        found.append(
          Difference(
            .prompt, "\(subject) [\(button.label)] key", from: "\(key + 1)", to: "\(index + 1)",
            place: place))
      }
    }
    for button in after where !before.contains(where: { $0.id == button.id }) {
      found.append(.alone(.prompt, "\(subject) [\(button.label)]", "is new", place: place))
    }
    return found
  }
}
