/// Receipts that were printed: finding one, reading it, copying it.
enum ReceiptHistory {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [documents(port), text(port), copy(port)]
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
          summary: "Each document, at, total; the newest first, some 20 at most.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(try call.read(port, .documents(text: call.string(1))))
    }
  }

  private static let number = Parameter(
    "number", .integer, summary: "The fiscal document's, see find().")

  private static func text(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "text", summary: "A printed receipt as its paper had it.", parameters: [number],
      returns: [
        Returned(
          "lines", "string[]?", summary: "From the top; nil where the till has no such text.")
      ]
    ) { (call) throws(ScriptError) in
      let read = try call.read(port, .paper(document: Int(clamping: call.integer(1))))
      guard let lines = read.list?.compactMap(\.string) else { return call.returns(.null) }
      // Numbers of a paper may come to what looks like a card's: a prompt would refuse it.
      let text = CardNumber.redacted(lines.joined(separator: "\n"))
      let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
      return call.returns(.list(shown.map { .string(String($0)) }))
    }
  }

  private static func copy(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "copy", summary: "Prints a copy of any printed receipt as a text headed «КОПИЯ».",
      parameters: [number],
      returns: [
        Returned("done", "boolean?", summary: "Whether it is printed."),
        Returned(
          "why", "string?",
          summary:
            "\"lacking\" where the registrar prints no texts, \"no_document\", \"refused\" or "
            + "\"unreachable\"."),
        Returned("reason", "string?", summary: "As in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let document = Int(clamping: call.integer(1))
      let lines = try call.read(port, .paper(document: document)).list?.compactMap(\.string)
      guard let lines else { return call.returns(.null, "no_document") }
      return try call.wait(port, .printText(document: document, lines: ["КОПИЯ"] + lines))
    }
  }
}
