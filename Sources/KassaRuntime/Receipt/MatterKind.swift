/// What of a receipt's money somebody must still resolve.
package enum MatterKind: String, CaseIterable, Hashable, Sendable {
  /// Nobody knows whether its document came out.
  case printUnknown = "print_unknown"
  /// Nobody knows what a terminal did.
  case unknown
  /// The same, set aside for the next customer.
  case detached
  /// A transfer that nobody has seen yet.
  case transferAwaited = "transfer_awaited"
  /// Cards paid, and no receipt is printed.
  case approvedWithoutReceipt = "approved_without_receipt"
  /// Cash was taken, and no receipt is printed.
  case cashWithoutReceipt = "cash_without_receipt"
  /// Card money went back, and the return is not printed.
  case backWithoutDocument = "back_without_document"
  /// The same, and the rest is still to go back.
  case backInPart = "back_in_part"
  /// A return is printed, and nobody has said that its cash was handed over.
  case cashNotAcknowledged = "cash_not_acknowledged"
  /// The reverse of a correction is printed, and its right document is not.
  case secondDocumentOwed = "second_document_owed"
}

extension Receipt {
  /// Nil where nothing of its money is in question.
  package var matterKind: MatterKind? {
    guard hasMoneyInQuestion else { return nil }
    if isPrinted { return .cashNotAcknowledged }
    if isPrinting { return .printUnknown }
    if owesDocument { return .secondDocumentOwed }
    if let attempt = openAttempt {
      if attempt.terminal.provider == "transfer" { return .transferAwaited }
      return detached ? .detached : .unknown
    }
    if isReturn, charged > .zero { return due > .zero ? .backInPart : .backWithoutDocument }
    if charged > .zero { return .approvedWithoutReceipt }
    return received > .zero ? .cashWithoutReceipt : .detached
  }
}
