/// `documents`: what was printed, and what puts it right.
enum DocumentsModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "documents",
      summary:
        "Receipts that were printed: finding, reading, copying them, and putting a sale right.",
      functions: ReceiptHistory.functions(port) + ReceiptCorrections.functions(port)
        + ReceiptTakeovers.functions(port) + OtherReturns.functions(port)
        + LostPapers.functions(port))
  }
}
