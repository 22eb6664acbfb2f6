/// Runs flows of one journal three times: on their own bundle, on their store's files with this program's
/// stock library, and on another script.
///
/// Where the first two part, the stock library does; where the last two do, the store.
package final class ShadowRun {
  /// What one flow came to.
  package struct Result: Sendable {
    package let own: FlowTrail
    /// On its own store's files; nil where these, with this library, are what it ran.
    package let library: FlowTrail?
    package let new: FlowTrail
  }

  /// Why a flow can't be run again.
  package enum Unrunnable: Error, Hashable, Sendable {
    /// What runs its own bundle does not come to what is recorded.
    case differs(entry: Int, why: String)
    case bundleMissing
    case unreadable(String)
  }

  private let script: ShadowScript
  private let known = PastOutside.Known()
  private var own: [String: (script: ShadowScript, onThisLibrary: ShadowScript?)] = [:]

  package init(_ script: ShadowScript) { self.script = script }

  /// - Parameter bundle: finds the bundle that the flow ran.
  package func run(_ flow: PastFlow, bundle: () throws -> Bundle?) throws -> Result {
    let (own, onThisLibrary) = try scripts(of: flow, bundle)
    let record: PastRecord
    do { record = try PastRecord(flow, own, known) } catch let error as Replay.Divergence {
      throw Unrunnable.differs(entry: flow.entry + error.entry, why: error.description)
    } catch let error as StoreError { throw Unrunnable.unreadable("\(error)") }
    let library = try onThisLibrary.map {
      try FollowedFlow(flow, record, on: $0, known).trail()
    }
    return Result(
      own: record.trail, library: library,
      new: try FollowedFlow(flow, record, on: script, known).trail())
  }

  private func scripts(
    of flow: PastFlow, _ bundle: () throws -> Bundle?
  ) throws -> (script: ShadowScript, onThisLibrary: ShadowScript?) {
    guard let hash = flow.bundle else { throw Unrunnable.bundleMissing }
    if let known = own[hash] { return known }
    guard let found = try bundle() else { throw Unrunnable.bundleMissing }
    let script = ShadowScript(found)
    let renewed = script.onThisLibrary
    let both = (script, renewed.bundle.hash == hash ? nil : renewed)
    own[hash] = both
    return both
  }
}
