const express = require('express');
const { build } = require('./app');

const port = process.env.PORT ?? 3000;

build(express).listen(port, () => console.log(`The shop is open on port ${port}.`));
