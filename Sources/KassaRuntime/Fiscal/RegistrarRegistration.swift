/// Whom the emulated registrar was registered for.
public struct RegistrarRegistration: Codable, JSONCoded, Hashable, Sendable {
  public var seller: Seller
  /// Tag 1062.
  public var taxation: Set<TaxationSystem>
  /// The first ten digits of the registration number.
  public var sequence: UInt32
  /// The serial number of the device, up to 20 digits.
  public var serial: String
  /// Tag 1041: the number of the fiscal memory, 16 digits.
  public var fn: String

  /// The numbers of a made-up device; what counts is the seller.
  public init(
    seller: Seller, taxation: Set<TaxationSystem>, sequence: UInt32 = 1,
    serial: String = "00000000000000000001", fn: String = "9999000000000001"
  ) {
    self.seller = seller
    self.taxation = taxation
    self.sequence = sequence
    self.serial = serial
    self.fn = fn
  }

  /// Tag 1037: ten digits of sequence, and six of CRC-16 over sequence, INN and serial number.
  ///
  /// P229 gives the fields' lengths 10, 12 and 20; that they are filled with zeros from the left is
  /// unverified in the primary text, and how public checkers of the number do it.
  public var registrationNumber: String {
    let number = sequence.padded(digits: 10)
    let bytes = (number + filled(seller.inn, 12) + filled(serial, 20)).utf8
    return number + Self.crc16(bytes).padded(digits: 6)
  }

  private func filled(_ text: String, _ digits: Int) -> String {
    text.padded(to: digits, .right, with: "0")
  }

  /// CRC16-CCITT: polynomial 0x1021, start 0xFFFF (P229).
  static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var crc: UInt16 = 0xFFFF
    for byte in bytes {
      crc ^= UInt16(byte) << 8
      for _ in 0..<8 { crc = crc & 0x8000 == 0 ? crc << 1 : crc << 1 ^ 0x1021 }
    }
    return crc
  }
}
