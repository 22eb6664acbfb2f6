/// The words that people read in a flow of the past, as the script that ran it shows them again.
package struct PastWords: Sendable {
  /// A prompt, and what was said to it.
  package struct Asked: Sendable {
    package let prompt: Prompt
    /// Where the store's own code asked it, "leto/store.lua:12"; nil where the stock library did.
    package let place: String?
    /// When it was answered, and what was said; nil where nobody has.
    package let answer: (at: Moment, text: String)?
  }

  /// The number of the flow's first entry.
  package let entry: Int
  /// The flow as the runtime calls it: "sale".
  package let name: String
  package let at: Moment
  /// Seconds east of UTC, as its till had them.
  package let offsetSeconds: Int
  /// The hash of the script that ran it.
  package let script: String
  package let asked: [Asked]
}

/// Why the words of a flow can't be had back.
package enum NoPastWords: Error, Hashable, CustomStringConvertible {
  case noFlow(entry: Int)
  case bundleMissing(entry: Int)
  /// The stock flow stood in for the store's, or Swift's last one.
  case notOfStore(entry: Int)
  case differs(entry: Int, why: String)

  package var description: String {
    switch self {
    case .noFlow(let entry): "no flow has an entry \(entry); see kassa-run journal list"
    case .bundleMissing(let entry): "the journal has not the script that ran entry \(entry)"
    case .notOfStore(let entry):
      "entry \(entry) is of a flow that the till ran without the store's script: its words are the stock ones"
    case .differs(let entry, let why):
      "entry \(entry) does not come out of its own script again: \(why)"
    }
  }
}

extension JournalReader {
  /// The words of the flow that has `entry`.
  ///
  /// Every entry up to it is read.
  /// - Throws: `NoPastWords`; `JournalError` where an entry can't be read; `StoreError` where its script
  ///   can't any more.
  package func words(at entry: Int) throws -> PastWords {
    var found: PastWords?
    let known = PastOutside.Known()
    do {
      try forEachFlow { flow, bundle in
        guard entry < flow.entry + flow.entries.count else { return }
        guard entry >= flow.entry else { throw NoPastWords.noFlow(entry: entry) }
        guard flow.isOfStore else { throw NoPastWords.notOfStore(entry: entry) }
        guard let bundle = try bundle() else { throw NoPastWords.bundleMissing(entry: entry) }
        do {
          let record = try PastRecord(flow, ShadowScript(bundle), known)
          found = PastWords(flow, record, script: bundle.script)
        } catch let error as Replay.Divergence {
          throw NoPastWords.differs(entry: flow.entry + error.entry, why: error.description)
        }
        throw Found()
      }
    } catch is Found {}
    guard let found else { throw NoPastWords.noFlow(entry: entry) }
    return found
  }

  /// Nothing after it need be read.
  private struct Found: Error {}
}

extension PastWords {
  fileprivate init(_ flow: PastFlow, _ record: PastRecord, script: String) {
    (entry, name, at, offsetSeconds) = (flow.entry, flow.name, flow.at, flow.offsetSeconds)
    self.script = script
    asked = zip(record.trail.asked, record.said).map { asked, said in
      Asked(
        prompt: asked.prompt, place: asked.place,
        answer: said.map { ($0.at, $0.answer.words(at: asked.prompt)) })
    }
  }
}

extension RecordedAnswer {
  /// What was said, by the words that stood on the screen.
  fileprivate func words(at prompt: Prompt) -> String {
    guard case .given(.button(let id)) = self,
      let label = prompt.label(of: id)
    else { return summary }
    return "[\(label)]"
  }
}
