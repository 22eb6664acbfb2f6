extension Sequence<UInt8> {
  /// Two lower-case digits a byte.
  package var hex: String {
    map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
  }
}
