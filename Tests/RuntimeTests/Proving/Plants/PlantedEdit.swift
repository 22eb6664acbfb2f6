import Foundation
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// An edit of a store that somebody would notice, or nobody: one paragraph of `plants.txt`.
struct PlantedEdit: CustomTestStringConvertible, Sendable {
  /// What has to find it.
  enum Finder: String, Sendable {
    case check
    /// `diff` of the tables and of the functions that only look.
    case tables
    /// `diff`, with so many answers.
    case diff
    case explore
    /// Nothing may.
    case nobody

    var isCheap: Bool { self == .check || self == .tables }
    var walks: Bool { !isCheap }
  }

  let testDescription: String
  let store: String
  var changes: [(file: String, from: String, to: String)] = []
  var renames: [(from: String, to: String)] = []
  /// Each with what a line of its report has; where it ends with a line of a file, that line.
  var finders: [(finder: Finder, says: String)] = []

  /// The edits of `plants.txt`, by who finds them.
  static let all: [PlantedEdit] = {
    let text = try? String(contentsOf: folder.appendingPathComponent("plants.txt"), encoding: .utf8)
    return (text ?? "").components(separatedBy: "\n== ").dropFirst().map(PlantedEdit.init)
  }()

  private static let folder = TillProcess.root.appendingPathComponent(
    "Tests/RuntimeTests/Proving/Plants")
  private static let stores = TillProcess.root.appendingPathComponent("Scripts/lua/stores")

  private init(_ paragraph: String) {
    var lines = paragraph.components(separatedBy: "\n")[...]
    testDescription = lines.removeFirst()
    store = lines.removeFirst()
    var file = "store.lua"
    var isAfter = true
    for line in lines {
      let rest = String(line.dropFirst(2))
      switch line.prefix(2) {
      case "- ":
        if isAfter {
          changes.append((file, rest, ""))
        } else {
          changes[changes.count - 1].from += "\n" + rest
        }
        isAfter = false
      case "+ ":
        changes[changes.count - 1].to += (isAfter ? "\n" : "") + rest
        isAfter = true
      case "@ ": file = rest
      case "> ":
        let names = rest.components(separatedBy: " ")
        renames.append((names[0], names[1]))
      case "! ":
        let parts = rest.components(separatedBy: ": ")
        guard let finder = Finder(rawValue: parts[0]) else { continue }
        finders.append((finder, parts.dropFirst().joined(separator: ": ")))
      default: continue
      }
    }
  }

  /// The store as it is, and as it was edited, each beside its chain in a folder of its own.
  private func written(in folder: TestFolder) throws -> (old: Place, new: Place) {
    let source =
      store == "grocery"
      ? Self.folder.appendingPathComponent(store) : Self.stores.appendingPathComponent(store)
    let places = try ["a", "b"].map { side in
      let place = Place(
        store: folder.path + "/\(side)/\(store)", chain: folder.path + "/\(side)/chain")
      try FileManager.default.createDirectory(
        atPath: folder.path + "/\(side)", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: source.path, toPath: place.store)
      try FileManager.default.copyItem(
        atPath: Self.stores.appendingPathComponent("chain").path, toPath: place.chain)
      return place
    }
    for (file, from, to) in changes {
      let path = places[1].path(of: file)
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      #expect(text.isEmpty || text.contains(from), "nothing to edit in \(file)")
      try write(text.isEmpty ? to : text.replacing(from, with: to), to: path)
    }
    for (from, to) in renames {
      try FileManager.default.moveItem(
        atPath: places[1].path(of: from), toPath: places[1].path(of: to))
    }
    return (places[0], places[1])
  }

  private struct Place {
    let store, chain: String

    func path(of file: String) -> String {
      file.hasPrefix("chain/") ? chain + file.dropFirst("chain".count) : "\(store)/\(file)"
    }
  }

  /// Looks with each finder that `isMeant`.
  func check(answers: Int, _ isMeant: (Finder) -> Bool) async throws {
    let folder = try TestFolder()
    let (old, new) = try written(in: folder)
    for (finder, says) in finders where isMeant(finder) {
      let report = try await report(finder, old, new, answers)
      let told = report.joined(separator: "\n")
      if finder == .nobody {
        #expect(report.isEmpty, "\(told)")
      } else {
        #expect(report.contains { $0.contains(says) }, "\(says)\n\(told)")
        #expect(
          report.contains { $0.contains(says) && $0.contains(/\w\.lua:\d/) }, "no line\n\(told)")
      }
    }
  }

  private func report(
    _ finder: Finder, _ old: Place, _ new: Place, _ answers: Int
  ) async throws -> [String] {
    if let walker = Nightly.walker, finder.walks, answers > 0 {
      return try Self.said(by: walker, finder, old, new, answers)
    }
    switch finder {
    case .check: return StoreLint.report(folder: new.store, chain: new.chain).findings.map(\.text)
    case .tables, .diff, .nobody:
      var bounds = StoreDiff.Bounds()
      (bounds.branches, bounds.walks) = (max(1, answers), finder != .tables && answers > 0)
      let diff = try await StoreDiff(
        old.store, new.store, chains: (old.chain, new.chain), bounds
      ).run()
      let lines = diff.lines("a", "b", isDifferent: !diff.isSame, withWays: false)
      return finder == .nobody && diff.isSame ? [] : lines
    case .explore:
      var bounds = Explorer.Bounds()
      bounds.branches = answers
      var store = try ExploredStore(folder: new.store, chain: new.chain)
      try await store.findBorders()
      let explorer = Explorer(store, bounds)
      return try await explorer.explore().findings(on: StoreFacts.day("2026-11-29"))
        .map { "\($0.kind.rawValue) \($0.text) \($0.place ?? "")" }
    }
  }

  /// The lines of a kassa-run that walks both, or explores the new one; none where it found nothing.
  private static func said(
    by walker: String, _ finder: Finder, _ old: Place, _ new: Place, _ answers: Int
  ) throws -> [String] {
    let bounds = ["--branches", "\(answers)"]
    let run = try CommandRun(
      walker,
      finder == .explore
        ? ["explore", new.store, "--chain", new.chain, "--on", "2026-11-29"] + bounds
        : ["diff", old.store, new.store, "--chain", old.chain, new.chain, "--short"] + bounds)
    #expect(run.errors.isEmpty, "\(run.errors)")
    return run.code == 1 ? run.output.components(separatedBy: "\n") : []
  }
}
