/** The frame of the wallet's button. `isThere`: whether browsers have the test wallet. */
export function expressFramePage(isThere: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Secure wallet button frame</title>
<link rel="stylesheet" href="/frame/expressCheckout.css">
<script defer src="/frame/expressCheckout.js"></script>
</head>
<body><button type="button" hidden data-wallet="${isThere ? "there" : "none"}"></button></body>
</html>
`;
}
