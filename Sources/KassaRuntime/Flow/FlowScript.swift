/// Makes a script that stands where another stood, for the same flow; nil while one that stood there
/// before is not closed.
typealias SavedScript = (any FlowPort) -> (any FlowScript)?

/// Whatever a flow's behaviour is written in.
protocol FlowScript: AnyObject {
  func start(_ start: FlowStart, _ port: any FlowPort) -> Resumption
  func resume(_ values: [Value]) -> Resumption
  /// The script as it stands while it waits; nil where it can't be copied.
  func saved() -> SavedScript?
  /// What it would do next, as far as that can be told while it waits; nil where it can't.
  func key() -> MachineKey?
  /// Nothing more is asked of it, but what it has spent.
  func close()
  /// From now on a step has the clock's limit too.
  func startClock()
  /// What it may spend in its next turn.
  func limit(to left: (instructions: Int, microseconds: Int))
  /// Where a file of the store or the chain is at work; nil where none is.
  var storePlace: (place: String, origin: String)? { get }
  /// What it has spent in its last turn.
  var spent: (instructions: Int, microseconds: Int) { get }
}
