//! The codes of ISO 4217, with the decimals of their amounts; those withdrawn lately stay, as records name them.

/// The codes of the currencies whose amounts have this many decimals.
const CODES: [(u32, &str); 4] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
    (
        2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE \
         CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD \
         HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP \
         MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR \
         SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED \
         VES WST XCD XCG YER ZAR ZMW ZWG ZWL",
    ),
];

/// The decimals of amounts in the currency of a code; none if there is no such code.
pub fn decimals(code: &str) -> Option<u32> {
    let code: &[u8; 3] = code.as_bytes().try_into().ok()?;
    // three letters and a blank each
    let has = |codes: &str| codes.as_bytes().chunks(4).any(|known| known.starts_with(code));
    CODES.iter().find(|(_, codes)| has(codes)).map(|(decimals, _)| *decimals)
}
