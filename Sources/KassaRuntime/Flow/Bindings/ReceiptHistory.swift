/// Receipts that were printed: finding one, reading it, copying it.
enum ReceiptHistory {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [documents(port), reports(port), text(port), copy(port)]
  }

  private static func documents(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "find",
      summary:
        "Printed receipts of this till, whatever they do with money, that a text may mean: a "
        + "document's number, a receipt's QR code in either layout, an amount with its kopecks, a slip's RRN "
        + "or number.",
      parameters: [Parameter("text", .string, summary: "As typed or scanned.")],
      returns: [
        Returned(
          "documents", "table[]",
          summary:
            "Each document, entry, memory (tag 1041: two fiscal memories may have one number), receipt (its "
            + "id), at, total; the newest first, some 20 at most.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(try call.read(port, .documents(text: call.string(1))))
    }
  }

  private static func reports(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "find_reports",
      summary:
        "Printed reports of shifts that a text may mean: a document's number, or «Z» or «X» for all "
        + "of that kind.",
      parameters: [Parameter("text", .string, summary: "As typed.")],
      returns: [
        Returned(
          "reports", "table[]",
          summary:
            "Each document and entry, for text() and copy(), at, and kind: \"opening\", \"closing\" or "
            + "\"interim\"; the newest first, 20 at most.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(try call.read(port, .reports(text: call.string(1))))
    }
  }

  private static let which = [
    Parameter(
      "number", .integer, summary: "The fiscal document's, see find() and find_reports()."),
    Parameter(
      "entry", .integer, optional: true,
      summary: "Its `entry` there; the newest of that number unless told, receipts first."),
  ]

  /// A receipt as its paper had it, or a report where a senior may see what the drawer should hold; nil for
  /// neither, with why.
  private static func lines(
    _ document: Int, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> (lines: [String]?, why: String?) {
    let entry = call.optionalInteger(2).map(Int.init(clamping:))
    let paper = try call.read(port, .paper(document: document, entry: entry))
    if let lines = paper.list?.compactMap(\.string) { return (lines, nil) }
    let read = try call.read(port, .report(document: document, entry: entry))
    guard let report = read.list?.compactMap(\.string) else { return (nil, nil) }
    guard try port.may(.senior) else { return (nil, "senior") }
    let by = try port.sayer(of: .senior) ?? port.cashier ?? ""
    do throws(ReceiptError) {
      try port.change(.drawerSeen(look: DrawerLook(by: by, at: port.now)))
    } catch { throw call.mistake(error) }
    return (report, nil)
  }

  private static func text(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "text",
      summary:
        "A printed receipt or report as its paper had it. A report tells what the drawer should hold, so it "
        + "is a senior's, signed in or by a yes in this flow.", parameters: which,
      returns: [
        Returned(
          "lines", "string[]?", summary: "From the top; nil where the till has no such text."),
        Returned("why", "string?", summary: "\"senior\" of a report."),
      ]
    ) { (call) throws(ScriptError) in
      let (found, why) = try lines(Int(clamping: call.integer(1)), call, port)
      guard let lines = found else { return call.returns(.null, why.map(Value.string) ?? .null) }
      // Numbers of a paper may come to what looks like a card's: a prompt would refuse it.
      let text = CardNumber.redacted(lines.joined(separator: "\n"))
      let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
      return call.returns(.list(shown.map { .string(String($0)) }))
    }
  }

  private static func copy(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "copy",
      summary: "Prints a copy of any printed receipt or report as a text headed «КОПИЯ».",
      parameters: which,
      returns: [
        Returned("done", "boolean?", summary: "Whether it is printed."),
        Returned(
          "why", "string?",
          summary:
            "\"lacking\" where the registrar prints no texts, \"no_document\", \"senior\" as of "
            + "text(), \"refused\" or \"unreachable\"."),
        Returned("reason", "string?", summary: "As in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let document = Int(clamping: call.integer(1))
      let (found, why) = try lines(document, call, port)
      guard let lines = found else { return call.returns(.null, .string(why ?? "no_document")) }
      // An interim report is no document.
      return try call.wait(
        port, .printText(document: max(0, document), lines: ["КОПИЯ"] + lines))
    }
  }
}
