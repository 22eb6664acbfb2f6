public import KassaRuntime

extension EmulatedRegistrar {
  /// The embedded default: an emulated registrar in the till's data folder, registered for `store`.
  ///
  /// - Throws: `StoreError` when the store can't be read, `EmulatedStoreError` when the registrar in
  ///   the folder is another seller's.
  public convenience init(
    for store: StoreBundle, data: String, settings: Till.Settings = Till.Settings(),
    format: FormatVersion = .ffd12
  ) throws {
    let manifest = try StoreLoading.load(store).manifest
    try self.init(
      folder: data,
      registration: RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation]),
      clock: settings.clock, offsetSeconds: settings.offsetSeconds, paperColumns: settings.columns,
      format: format, seam: settings.seam)
  }
}
