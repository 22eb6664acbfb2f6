/// Printed documents whose paper ended in the middle.
enum LostPapers {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [list(port), strike(port), given(port)]
  }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "lost_papers",
      summary:
        "Documents that are issued and whose paper ended in the middle, until its rest or a copy() of it came "
        + "out.",
      returns: [
        Returned("papers", "table[]", summary: "Each document, total where it is known, at.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(
        .list(
          port.lostPapers.map {
            [
              "document": .int(Int64($0.document)),
              "total": $0.total.map { .int($0.kopecks) } ?? .null, "at": .int($0.at.milliseconds),
            ]
          }))
    }
  }

  private static func strike(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("document", .integer, summary: "Its number, of lost_papers()."),
      Field("cashier", .string, summary: "The senior by whose word nobody wants its paper."),
    ]
    return HostFunction(
      "strike_paper",
      summary: "Takes a document off lost_papers() by the PIN of a senior, who is kept.",
      parameters: PromptFields.parameter(fields),
      returns: PINQuestion.verdict, waits: true
    ) { (call) throws(ScriptError) in
      let number = try listed(Int(clamping: call.fields["document"].int ?? 0), call, port)
      let name = try call.person(of: .senior, port)
      return try PINQuestion.ask(
        .paperStrike(document: number, by: name),
        ["cashier": .string(name), "number": .int(Int64(number))], call, port,
        asked: .init(asker: .strikePaper))
    }
  }

  private static func given(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "paper_given",
      summary: "Took a document off lost_papers() in scripts of older tills; see strike_paper().",
      parameters: [Parameter("number", .integer, summary: "Of lost_papers().")],
      returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      let number = try listed(Int(clamping: call.integer(1)), call, port)
      guard !port.holdsMatters else {
        throw call.fail("a senior says so by a PIN", "call documents.strike_paper")
      }
      do throws(ReceiptError) {
        try port.change(.paperMended(document: number, by: port.cashier, at: port.now))
      } catch { throw call.mistake(error) }
      return call.returns(true)
    }
  }

  private static func listed(
    _ number: Int, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> Int {
    guard port.lostPapers.contains(where: { $0.document == number }) else {
      throw call.fail("no document \(number)", "see documents.lost_papers()")
    }
    return number
  }
}
