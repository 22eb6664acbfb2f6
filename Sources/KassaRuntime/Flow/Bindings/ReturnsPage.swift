/// What a senior is shown at once of what no senior said yes to: the largest of it, and what is left.
struct ReturnsPage {
  let shown: [ListedReturn]
  let text: String

  /// With its title and sum it fits half of a screen of 24 rows.
  private static let most = 8

  init(_ port: any FlowPort) {
    let all = port.unseenReturns.largestFirst
    shown = Array(all.prefix(Self.most))
    let (more, rest) = (all.dropFirst(Self.most), port.unseenBefore)
    var lines = shown.map { Self.line($0, port) }
    if !more.isEmpty {
      let sum = more.reduce(0) { $0 + $1.total.kopecks }
      lines.append(Self.sum("more", more.count, sum, port))
    }
    if rest.count > 0 { lines.append(Self.sum("rest", rest.count, rest.sum.kopecks, port)) }
    text = lines.joined(separator: "\n")
  }

  /// As flows of older programs show it: the last of it, the newest first.
  static func last(_ port: any FlowPort) -> String {
    port.unseenReturns.suffix(most).reversed().map { line($0, port) }.joined(separator: "\n")
  }

  private static func line(_ each: ListedReturn, _ port: any FlowPort) -> String {
    let what = each.kind?.rawValue ?? "document"
    let number = each.kind == nil ? " \(each.document)" : ""
    let at = LocalTime(each.at, offsetSeconds: port.offsetSeconds).text
    let total = each.total.text(port.language)
    return "\(at) · \(title(what, port))\(number) · \(total) · \(each.by)"
  }

  private static func sum(
    _ what: String, _ count: Int, _ kopecks: Int64, _ port: any FlowPort
  ) -> String {
    "\(title(what, port)): \(count) · \(Money(checked: min(kopecks, Money.kopecksMax)).text(port.language))"
  }

  private static func title(_ what: String, _ port: any FlowPort) -> String {
    port.words.find(port.language, "listed.\(what)")?.title ?? what
  }
}
