/// Everything that is wrong with a store, in one run and without a till.
package enum StoreCheck {
  /// One thing that is wrong or odd, for people and programs.
  package struct Finding: Hashable, Sendable {
    /// Whether a till refuses the store or can never do what it says; else it is only odd.
    package let isMistake: Bool
    /// File and line, "leto/store.lua:12"; nil where it is about the folder.
    package let place: String?
    /// The key at fault, "providers[2].title"; nil where there is none.
    package let path: String?
    /// The whole line: where, what was expected, what came, what to do.
    package let text: String
  }

  /// What a store says when it is loaded as a till would load it, every module of it, and its table.
  package struct Loaded: Sendable {
    package let findings: [Finding]
    /// Nil where its table can't be read.
    package let prompts: KnownPrompts?
    package let values: KnownValues?
    package let languages: KnownLanguages
    /// Who may do what at its tills.
    package let rights: Rights?
  }

  package static func load(_ bundle: Bundle) -> Loaded {
    let found = StoreLoading.findings(bundle)
    return Loaded(
      findings: found.problems.map { Finding($0, isMistake: true) }
        + found.notices.map { Finding($0, isMistake: false) },
      prompts: found.manifest.map(KnownPrompts.init),
      values: found.manifest.map { KnownValues($0) },
      languages: KnownLanguages(
        used: found.languages, leftOut: found.leftOut.map { Finding($0, isMistake: false) }),
      rights: found.manifest?.rights)
  }

  /// What is wrong and odd about a store's files and its table; not what its functions do.
  package static func findings(folder: String, chain: String? = nil) -> [Finding] {
    do throws(StoreError) {
      return load(try StoreBundle(folder: folder, chain: chain).bundle).findings
    } catch { return [Finding(error, isMistake: true)] }
  }
}

extension StoreCheck.Finding {
  /// What stands at a line of a file: notices are told apart by their first word.
  package init(_ words: ErrorWords, isMistake: Bool, file: String, line: Int) {
    let place = "\(file):\(line)"
    self.isMistake = isMistake
    (self.place, path) = (Self.shown(place), nil)
    text = Self.shown("\(place): \(isMistake ? "" : "notice: ")\(words)")
  }

  package init(_ error: StoreError, isMistake: Bool) {
    self.isMistake = isMistake
    text = Self.shown(error.description)
    switch error {
    case .value(let place, let path, _):
      (self.place, self.path) = (Self.shown(place), Self.shown(path))
    case .script(let failure): (place, path) = (failure.place.map(Self.shown), nil)
    default: (place, path) = (nil, nil)
    }
  }

  /// A store's words can't steer the terminal of who checks it, nor show a card number there.
  private static func shown(_ text: String) -> String { CardNumber.redacted(text).visible }
}
