/// What a person reads of an explanation, in both languages.
package enum DifferenceWords {
  /// Where nothing explains the figures.
  package static func unexplained(_ language: Language) -> String {
    switch language {
    case .ru: "не объяснено"
    case .en: "not explained"
    }
  }

  /// What may have happened, in one line.
  package static func words(_ cause: DifferenceCause, _ language: Language) -> String {
    switch language {
    case .ru: russian(cause)
    case .en: english(cause)
    }
  }

  private static func russian(_ cause: DifferenceCause) -> String {
    switch cause {
    case .notOnTerminal:
      "Оплаты нет на терминале: карту не провели, слип взят дважды или терминал отменил сам"
    case .notInBooks: "Оплата без чека: провели без чека, дважды или позже отказа"
    case .tenderConfused: "Спутаны наличные и карта"
    case .otherTerminal: "Провели на другом терминале"
    case .scale: "Лишний или пропущенный ноль, или копейки вместо рублей"
    case .digits: "Цифры переставлены, или одна неверна"
    case .previousAmount: "На терминале осталась прежняя сумма"
    case .refundForSale: "Возврат проведён как оплата, или наоборот"
    case .refundWithoutReturn: "Возврат или отмена на терминале без чека возврата"
    case .returnWithoutRefund: "Чек возврата есть, на терминале не вернули"
    case .voidForRefund: "Отмена вместо возврата, или наоборот"
    case .voidsSetting: "Настройка терминала «voids»: он считает отмены иначе"
    case .periodEdge: "Отчёт начат или закончен в другой момент"
    case .tip: "Чаевые сверх суммы чека"
    case .wholeOnCard: "Картой проведена и часть, уплаченная наличными"
    case .rounding: "Суммы набраны без копеек"
    }
  }

  private static func english(_ cause: DifferenceCause) -> String {
    switch cause {
    case .notOnTerminal:
      "Not on the terminal: never charged, a slip used twice, or reversed by the terminal"
    case .notInBooks: "Charged without a receipt: none printed, twice, or after a no"
    case .tenderConfused: "Cash and card confused"
    case .otherTerminal: "Charged on another terminal"
    case .scale: "A nought too many or too few, or kopecks for roubles"
    case .digits: "Digits swapped, or one wrong"
    case .previousAmount: "The terminal still held the amount before"
    case .refundForSale: "A refund keyed as a payment, or the reverse"
    case .refundWithoutReturn: "Refunded or voided on the terminal without a return receipt"
    case .returnWithoutRefund: "A return receipt, and nothing given back on the terminal"
    case .voidForRefund: "A void instead of a refund, or the reverse"
    case .voidsSetting: "The terminal's setting «voids»: it counts voids the other way"
    case .periodEdge: "The report begins or ends at another moment"
    case .tip: "A tip on top of the receipt"
    case .wholeOnCard: "The part paid in cash was charged as well"
    case .rounding: "Keyed without kopecks"
    }
  }
}
