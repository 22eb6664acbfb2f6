/// What a terminal's paper shows.
enum Slip {
  /// A retrieval reference number: 12 digits (ISO 8583, field 37).
  static func isReferenceNumber(_ text: String) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
