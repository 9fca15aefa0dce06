/** The frame of the payment element: empty fields, which its script fills in. */
export const paymentFramePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Secure payment input frame</title>
<link rel="stylesheet" href="/frame/payment.css">
<script defer src="/frame/payment.js"></script>
</head>
<body><form novalidate></form></body>
</html>
`;
