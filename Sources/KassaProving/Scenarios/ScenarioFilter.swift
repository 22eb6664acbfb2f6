/// Which scenarios are played: of these stores, in these files, with these in their names.
///
/// Of each kind one must be in it; a kind of which there is none passes all.
package struct ScenarioFilter: Hashable, Sendable {
  package var stores: [String] = []
  package var files: [String] = []
  package var names: [String] = []

  package init(names: [String] = []) { self.names = names }

  /// - Parameter texts: "store:006", "file:cards.lua", or a part of a name.
  package init(_ texts: [String]) {
    for text in texts where !text.isEmpty {
      if let store = text.text(after: "store:") {
        stores.append(store)
      } else if let file = text.text(after: "file:") {
        files.append(file)
      } else {
        names.append(text)
      }
    }
  }

  package func passes(store: String) -> Bool { Self.passes(store, stores) }
  func passes(file: String) -> Bool { Self.passes(file, files) }
  func passes(name: String) -> Bool { Self.passes(name, names) }

  private static func passes(_ text: String, _ wanted: [String]) -> Bool {
    wanted.isEmpty || wanted.contains { text.contains($0) }
  }
}

extension String {
  fileprivate func text(after mark: String) -> String? {
    hasPrefix(mark) ? String(dropFirst(mark.count)) : nil
  }
}
