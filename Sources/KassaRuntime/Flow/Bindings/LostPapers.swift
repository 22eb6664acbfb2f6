/// Printed documents whose paper ended in the middle.
enum LostPapers {
  static func functions(_ port: any FlowPort) -> [HostFunction] { [list(port), given(port)] }

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

  private static func given(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "paper_given",
      summary: "Takes a document off lost_papers(): nobody wants its paper any more.",
      parameters: [Parameter("number", .integer, summary: "Of lost_papers().")],
      returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      let number = Int(clamping: call.integer(1))
      guard port.lostPapers.contains(where: { $0.document == number }) else {
        throw call.fail("no document \(number)", "see documents.lost_papers()")
      }
      do throws(ReceiptError) {
        try port.change(.paperMended(document: number, by: port.cashier, at: port.now))
      } catch { throw call.mistake(error) }
      return call.returns(true)
    }
  }
}
