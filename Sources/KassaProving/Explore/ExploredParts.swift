/// One walk's findings behind another's, each of its own worlds.
extension Exploration {
  /// Takes up what was found in other worlds.
  mutating func take(up other: Exploration) {
    let (before, worldsBefore) = (states.count, worlds.count)
    worlds += other.worlds
    for (world, sale) in other.sales { sales[world + worldsBefore] = sale }
    states += other.states.map { $0.moved(by: before, worlds: worldsBefore) }
    branches += other.branches
    merges += other.merges
    mergesPlayed += other.mergesPlayed
    mergesApart += other.mergesApart.map { ($0.state + before, $0.how) }
    restarts += other.restarts
    restartsApart += other.restartsApart.map { ($0.state + before, $0.how) }
    astray += other.astray.map { ($0.state < 0 ? -1 : $0.state + before, $0.move, $0.flow) }
    if end == .closed || other.end == .time { end = other.end }
  }
}

extension Exploration.State {
  /// The same behind so many other states and worlds.
  fileprivate func moved(by states: Int, worlds: Int) -> Self {
    var moved = self
    moved.world += worlds
    moved.place += states
    moved.from?.state += states
    moved.bound = bound?.moved(by: states)
    for index in edges.indices { moved.edges[index].to? += states }
    return moved
  }
}

extension Exploration.Bound {
  fileprivate func moved(by states: Int) -> Self {
    switch self {
    case .attempts(let like): .attempts(like: like.map { $0 + states })
    case .turns(let like): .turns(like: like + states)
    case .parked, .setUp, .departs, .alike, .fellBack: self
    }
  }
}
