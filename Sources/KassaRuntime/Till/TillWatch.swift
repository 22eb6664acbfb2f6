/// What the till does about scripts that take the process down.
extension Till {
  /// Runs a step of a flow of that level; the last level is the runtime's own and not watched.
  func watched<Result>(_ level: FlowLevel, _ step: () throws -> Result) throws -> Result {
    guard let activity = level.activity else { return try step() }
    return try watch.watch(activity, step)
  }

  func isSuspended(_ level: FlowLevel) -> Bool {
    level.activity?.part.map(watch.suspended.contains) ?? false
  }

  static func load(_ store: StoreBundle, _ watch: CrashWatch) throws -> LoadedStore {
    guard !watch.isLoadingDeadly else { throw StoreError.deadly }
    return try watch.watch(.loading) { try StoreLoading.load(store) }
  }
}

extension FlowLevel {
  fileprivate var activity: CrashWatch.Activity? {
    switch self {
    case .store: .storeFlow
    case .stock: .stockFlow
    case .last: nil
    }
  }
}
