<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("keyholdRecoveryCodesLowTitle", remaining)}
    <#elseif section = "form">
        <form id="keyhold-recovery-codes-low" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <p>${msg("keyholdRecoveryCodesLowAdvice")}</p>
            <div id="kc-form-buttons" class="${properties.kcFormButtonsClass!}">
                <button class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                        name="continue" type="submit" autofocus>${msg("doContinue")}</button>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
