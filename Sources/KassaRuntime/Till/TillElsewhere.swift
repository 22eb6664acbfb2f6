/// What a front end on several devices asks of a till beside its prompts: who may go on at another one, and how the
/// shop is called there.
extension Till {
  /// Those of the store who have a PIN, by which they can say at another device who they are.
  package func peopleWithPINs() throws -> [String] {
    try store.manifest.people.names.filter { try pins.has($0) }
  }

  /// That `pin` is that of `name`, who wants to go on at another device; nil where it is not.
  ///
  /// What is guessed there makes nobody wait at this till: who asks counts what was wrong, and waits.
  package func proof(_ pin: String, of name: String) throws -> PersonProof? {
    guard store.manifest.people[name] != nil, let kept = try pins.store.kept(of: name),
      try pins.matches(pin, kept)
    else { return nil }
    return PersonProof(of: name)
  }

  /// What a page shows of the shop.
  package var shopPage: ShopPage {
    let (words, language) = (store.manifest.words, settings.language)
    let own = PageWords.ids.compactMap { id in
      words.find(language, PageWords.prefix + id)?.title.map { (id, $0) }
    }
    return ShopPage(name: store.manifest.name, words: Dictionary(uniqueKeysWithValues: own))
  }

  /// After so many minutes without input what stands on a screen is hidden until a PIN; 0 for never.
  package var lockMinutes: Int { store.manifest.lockMinutes }
}

/// What a page shows of the shop, as its store says.
package struct ShopPage: Sendable {
  package let name: String
  /// The page's own words that the store words otherwise, by ``PageWords/ids``.
  package let words: [String: String]
}
