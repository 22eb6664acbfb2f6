import ArgumentParser

/// How long a script that takes another's place is on trial.
package struct TrialOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The first receipts of a new script, in which a failure takes the till back; 0 for none.",
      valueName: "N"))
  package var trialReceipts = 20

  @Option(
    help: ArgumentHelp(
      "The minutes after which a new script is on trial no more.", valueName: "MINUTES"))
  package var trialMinutes = 120

  package init() {}

  package func validate() throws {
    guard trialReceipts >= 0 else {
      throw ValidationError("--trial-receipts: a number from 0 on was expected")
    }
    guard (1...100_000).contains(trialMinutes) else {
      throw ValidationError("--trial-minutes: a number from 1 on was expected")
    }
  }
}
