/// One terminal of a till, for people and programs.
package struct TillTerminal: Hashable, Sendable {
  /// Never used twice at a till.
  package let id: String
  /// As people read it: told apart from others of the same name.
  package let name: String
  /// The id of what it was made from.
  package let provider: String
  /// One of the store's purposes; nil where it has none.
  package let purpose: String?
  /// As they are kept; amounts in kopecks.
  package let settings: [String: Value]
  /// The time of day at which it settles itself, "23:00"; nil where somebody settles it.
  package let settlesAt: String?
  package let isInService: Bool
  /// Whether the store's script offers its provider; one that it does not can't be charged.
  package let isOffered: Bool
  /// Whether it is the one to use by default.
  package let isMarked: Bool
}

extension TillTerminal {
  /// The terminals of the till of `folder`, which may run meanwhile; none where it never did.
  ///
  /// - Parameter store: nil for the store the till ran last.
  package static func all(folder: String, store: StoreBundle? = nil) throws -> [TillTerminal] {
    let state = try JournalReader(folder: folder).state()
    return try TerminalOffer(store?.bundle ?? state.bundle).list(state.till.terminals)
  }
}

/// What terminals can be made from and what they can be for, as a store says.
struct TerminalOffer {
  let providers: [Provider]
  /// Nil where no store is known: then any is taken.
  let purposes: Set<String>?

  /// - Parameter bundle: nil where no store is known: then it is what the stock library offers.
  init(_ bundle: Bundle?, _ values: ParameterValues = .examples) throws(StoreError) {
    guard let bundle else {
      (providers, purposes) = (Provider.stock, nil)
      return
    }
    let manifest = try StoreLoading.load(bundle, values).manifest
    (providers, purposes) = (manifest.providers, manifest.purposes)
  }

  func list(_ book: TerminalBook) -> [TillTerminal] {
    book.all.map { terminal in
      TillTerminal(
        id: terminal.id, name: book.shownName(of: terminal), provider: terminal.provider,
        purpose: terminal.purpose, settings: terminal.settings, settlesAt: terminal.settlesAt,
        isInService: terminal.isInService,
        isOffered: providers.contains { $0.id == terminal.provider },
        isMarked: book.marked == terminal.id)
    }
  }

  func provider(_ id: String) throws(TerminalDeskError) -> Provider {
    guard let provider = providers.first(where: { $0.id == id }) else {
      throw .noProvider(id, providers.map(\.id))
    }
    return provider
  }

  func purpose(_ id: String) throws(TerminalDeskError) -> String {
    if let purposes, !purposes.contains(id) { throw .noPurpose(id, Array(purposes)) }
    return id
  }
}

extension Provider {
  /// Settings as people type them, each by its kind; what is left out is as it is offered.
  func read(_ typed: [String: String]) throws(TerminalDeskError) -> [String: Value] {
    let known = settings.map(\.id)
    if let unknown = typed.keys.sorted().first(where: { !known.contains($0) }) {
      throw .noSetting(unknown, known)
    }
    var values: [String: Value] = [:]
    for setting in settings {
      if let text = typed[setting.id] {
        values[setting.id] = try setting.read(text)
      } else if setting.offered != .null {
        values[setting.id] = setting.offered
      } else {
        throw .settingMissing(setting.id)
      }
    }
    return values
  }
}

extension ProviderSetting {
  fileprivate func read(_ text: String) throws(TerminalDeskError) -> Value {
    switch kind {
    case .text: return .string(text)
    case .amount:
      do { return .int(try Money(parsing: text).kopecks) } catch {
        throw .setting(id, problem: "\(error); write it as 199.50")
      }
    case .yesNo:
      guard ["yes", "no"].contains(text) else {
        throw .setting(id, problem: "yes or no was expected, got «\(text.prefix(40))»")
      }
      return .bool(text == "yes")
    case .choice:
      guard choices.contains(text) else {
        throw .setting(
          id, problem: "no «\(text.prefix(40))»" + Spelling.remedy(text, among: choices))
      }
      return .string(text)
    }
  }
}
