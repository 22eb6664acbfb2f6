/// Scans that wait in memory for a receipt that can take them.
struct WaitingScans {
  /// Which receipt a scan is for.
  enum Receipt: Hashable {
    /// The one of that id: the scan came under a notice over its sale.
    case same(id: String)
    /// The one after that: the scan came while it was paid and printed.
    case after(id: String)
  }

  /// More goods than somebody scans without a look at the screen.
  static let countMax = 50

  private var scans: [(scan: Scan, receipt: Receipt)] = []

  var count: Int { scans.count }

  func has(key: String) -> Bool { scans.contains { $0.scan.key == key } }

  /// Whether there was room.
  mutating func keep(_ scan: Scan, for receipt: Receipt) -> Bool {
    guard scans.count < Self.countMax else { return false }
    scans.append((scan, receipt))
    return true
  }

  /// The first scan for the receipt `id`, which builds its sale now, and those that no receipt will
  /// take any more: their own was set aside or dropped.
  mutating func take(at id: String) -> (next: Scan?, stranded: [String]) {
    let isStranded = { (receipt: Receipt) in
      if case .same(let own) = receipt { own != id } else { false }
    }
    let stranded = scans.filter { isStranded($0.receipt) }.map(\.scan.code)
    scans.removeAll { isStranded($0.receipt) }
    let next = scans.firstIndex { $0.receipt != .after(id: id) }
    return (next.map { scans.remove(at: $0).scan }, stranded)
  }
}
