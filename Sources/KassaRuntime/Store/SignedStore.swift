import Foundation

/// The signature that lies beside a store's files, checked and written.
extension StoreBundle {
  /// Signs the store's and the chain's files for tills that trust `key`.
  ///
  /// - Parameter version: each must be higher than the one before; a till never goes back.
  /// - Returns: the path of the signature.
  /// - Throws: `SignatureError.link` where a file is a link, which is never signed.
  @discardableResult
  package func sign(version: Int, with key: SigningKey) throws -> String {
    if let link = links.first { throw SignatureError.link(path: link) }
    if Self.isFile(folder) {
      var pack = try StorePack(file: folder)
      try pack.sign(version: version, with: key)
      try pack.write(to: folder)
      return folder
    }
    let scenarios = ScriptHash.ofScenarios(try StorePack.scenarios(folder, chain))
    let signature = try StoreSignature(
      of: bundle, scenarios: scenarios, version: version, with: key)
    try Data(signature.text.utf8).write(to: URL(fileURLWithPath: signaturePath), options: .atomic)
    // It holds no secret, and tills of other accounts read it.
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: signaturePath)
    return signaturePath
  }

  /// The version of the signature that lies there; nil where there is none that can be read.
  package var signedVersion: Int? { signature.flatMap(StoreSignature.init)?.version }

  var signaturePath: String {
    Self.isFile(folder) ? folder : folder + "/" + StoreSignature.fileName
  }

  /// Whether what tries it is as it was signed; true where its signature says nothing of it.
  package func hasSignedScenarios() throws(StoreError) -> Bool {
    guard let signed = signature.flatMap(StoreSignature.init)?.scenarios else { return true }
    if Self.isFile(folder) { return try StorePack(file: folder).scenariosHash == signed }
    return ScriptHash.ofScenarios(try StorePack.scenarios(folder, chain)) == signed
  }

  /// The signature, once it is known to be `key`'s and to cover just the files of this bundle.
  func verified(by key: TrustedKey) throws(SignatureError) -> StoreSignature {
    if let link = links.first { throw .link(path: link) }
    guard let text = signature else { throw .unsigned(folder: folder) }
    guard let signature = StoreSignature(text: text) else { throw .malformed(file: signaturePath) }
    guard signature.key == key.hex else { throw .otherKey(file: signaturePath) }
    guard key.isValid(signature.signature, of: signature.message) else {
      throw .forged(file: signaturePath)
    }
    guard signature.script == ScriptHash.of(signature.files) else {
      throw .forged(file: signaturePath)
    }
    let files = bundle.signedFiles
    for (path, hash) in files.sorted(by: { $0.key < $1.key }) {
      guard let signed = signature.files[path] else { throw .added(path: shown(path)) }
      guard signed == hash else { throw .changed(path: shown(path)) }
    }
    if let path = signature.files.keys.sorted().first(where: { files[$0] == nil }) {
      throw .missing(path: shown(path))
    }
    return signature
  }

  /// A signed file as whoever looks for it finds it: in the folder that was named.
  private func shown(_ path: String) -> String {
    let parts = path.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let role = Bundle.Role(rawValue: String(parts[0])) else { return path }
    let place = role == .store ? folder : role == .chain ? chain : nil
    return place.map { $0 + "/" + parts[1] } ?? path
  }

  /// Reads the signature of `folder`; nil where there is none.
  static func signature(in folder: String) -> String? {
    let path = folder + "/" + StoreSignature.fileName
    do throws(BoundedFile.Problem) {
      let data = try BoundedFile.contents(path, bytesMax: StoreSignature.bytesMax)
      return String(validating: data, as: UTF8.self) ?? ""
    } catch {
      // What is too long or no text is there all the same, and no signature.
      return error == .missing ? nil : ""
    }
  }

  /// Every link in `folder`: what it leads to can be exchanged without a trace.
  static func links(in folder: String) throws(StoreError) -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter { path in
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
        return attributes[.type] as? FileAttributeType == .typeSymbolicLink
      }.map { folder + "/" + $0 }
    } catch { throw .unreadable(path: folder, reason: error.localizedDescription) }
  }
}
