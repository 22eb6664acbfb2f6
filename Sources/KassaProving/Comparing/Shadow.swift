import Foundation
package import KassaRuntime

/// Real journals on a new script: what people would have noticed.
///
/// Nothing is written to a till's folder: a copy of its journal is read.
package struct Shadow {
  private let script: ShadowScript
  private let facts: ComparedStore

  /// - Throws: `StoreError` where no till would open with the store.
  package init(_ store: StoreBundle) throws(StoreError) {
    facts = try ComparedStore(store)
    script = facts.script
  }

  /// Runs every flow of the journals in these data folders; one that can't be read stops no other.
  ///
  /// - Parameter each: is told how many flows were run so far.
  package func run(_ folders: [String], each: (Int) -> Void = { _ in }) -> ShadowReport {
    var report = ShadowReport(coverage: ShadowCoverage(facts))
    for folder in folders {
      do { try run(folder, &report, each) } catch {
        report.unusable.append(.init(folder: folder, why: Self.words(error, folder)))
      }
    }
    return report
  }

  private func run(
    _ folder: String, _ report: inout ShadowReport, _ each: (Int) -> Void
  ) throws {
    let copy = try JournalCopy(of: folder)
    defer { copy.remove() }
    let reader = try JournalReader(folder: copy.folder)
    _ = try reader.verify()
    let runner = ShadowRun(script)
    let name = URL(fileURLWithPath: folder).lastPathComponent
    try reader.forEachFlow { flow, bundle in
      guard flow.seller.inn == facts.manifest.seller.inn else {
        throw ShadowError.otherStore(
          journal: flow.seller, store: facts.manifest.seller, entry: flow.entry)
      }
      guard flow.isOfStore else {
        report.leftOut += 1
        return
      }
      let place = "\(name) entry \(flow.entry)"
      do {
        let result = try runner.run(flow, bundle: bundle)
        report.note(result, flow, at: place)
      } catch let error as ShadowRun.Unrunnable {
        report.unrunnable.append("\(place): \(error.words)")
      }
      each(report.flows)
    }
    report.journals.append(name)
  }

  /// The copy that was read is nothing that anybody knows of.
  private static func words(_ error: any Error, _ folder: String) -> String {
    "\(error)".replacing(/\/[^ «»]*kassa-shadow-[0-9A-F-]+/) { _ in folder }
  }
}

/// Why a journal is none that this store can be tried on.
enum ShadowError: Error, CustomStringConvertible {
  case otherStore(journal: Seller, store: Seller, entry: Int)

  var description: String {
    switch self {
    case .otherStore(let journal, let store, let entry):
      "the journal is of another store: «\(journal.name)», INN \(journal.inn), at entry \(entry); "
        + "the script is of «\(store.name)», INN \(store.inn)"
    }
  }
}

extension ShadowRun.Unrunnable {
  var words: String {
    switch self {
    case .differs(let entry, let why): "its own script does not come to entry \(entry): \(why)"
    case .bundleMissing: "the journal has not the script that it ran"
    case .unreadable(let why): "its script can't be read any more: \(why)"
    }
  }
}

/// A journal's file beside its till's folder, so that reading it leaves nothing there.
private struct JournalCopy {
  let folder: String

  init(of data: String) throws {
    let files = FileManager.default
    let journal = data + "/journal.sqlite"
    guard files.fileExists(atPath: journal) else { throw JournalError.missing(path: journal) }
    folder = ScratchFolder.path("shadow")
    try makeFolder(folder)
    do {
      for end in ["", "-wal"] where files.fileExists(atPath: journal + end) {
        try files.copyItem(atPath: journal + end, toPath: folder + "/journal.sqlite" + end)
      }
    } catch {
      remove()
      throw error
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
